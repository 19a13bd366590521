package org.quantumcoin.node.params;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.params.NetworkParams.Checks;
import org.quantumcoin.node.params.NetworkParams.Consensus;
import org.quantumcoin.node.params.NetworkParams.Ports;
import org.quantumcoin.node.params.NetworkParams.TransactionRate;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Uint256;

/// The networks of QuantumCoin and ForthCoin.
///
/// Magics were drawn at random once, avoiding ASCII and valid UTF-8 so that they do not occur in
/// text, and differ from every network of Bitcoin's. Base58 version bytes were chosen for what
/// addresses begin with: 58 gives Q, 35 gives F; the script and test bytes differ from Bitcoin's so
/// that a payment cannot be sent to the wrong coin by mistake.
final class OwnNetworks {
  private static final long COIN = 100_000_000L;
  private static final long SUBSIDY = 50 * COIN;
  private static final long SPACING = 600;
  private static final int INTERVAL = 2016;
  private static final long TIMESPAN = 14 * 24 * 60 * 60;
  private static final long TWO_DAYS = 172_800;
  private static final long ONE_HOUR = 3_600;

  private static final String QTC_TEXT = "QuantumCoin Genesis - Fair Launch, No Premine";
  private static final String FTH_TEXT = "ForthCoin Genesis - Open Ledger, No Premine";

  private static final Uint256 MAIN_LIMIT =
      Uint256.fromHex("00000000ffff0000000000000000000000000000000000000000000000000000");
  private static final Uint256 TEST_LIMIT =
      Uint256.fromHex("00000fffff000000000000000000000000000000000000000000000000000000");
  private static final Uint256 REGTEST_LIMIT =
      Uint256.fromHex("7fffff0000000000000000000000000000000000000000000000000000000000");

  // BIP-0032's own versions: hardware signers and descriptors know no others, and an extended key
  // names no coin.
  private static final int XPUB = 0x0488b21e;
  private static final int XPRV = 0x0488ade4;
  private static final int TPUB = 0x043587cf;
  private static final int TPRV = 0x04358394;

  private static final Ports MAIN_PORTS = new Ports(8333, 8332, 8765);
  private static final Ports TEST_PORTS = new Ports(18333, 18332, 18765);
  private static final Ports REGTEST_PORTS = new Ports(18444, 18443, 18766);

  private OwnNetworks() {}

  static NetworkParams quantumcoinMain() {
    return own(
        Coin.QUANTUMCOIN,
        Chain.MAIN,
        "QTC",
        0xa7f3cbe9,
        MAIN_PORTS,
        new AddressPrefixes(58, 63, 186, XPUB, XPRV, "qtc"),
        GenesisBlocks.withoutPremine(QTC_TEXT, 1795219200L, 942737262, 0x1d00ffff),
        quantumcoin(MAIN_LIMIT, new Difficulty.Asert(TWO_DAYS), 220_000));
  }

  static NetworkParams quantumcoinTest() {
    return own(
        Coin.QUANTUMCOIN,
        Chain.TEST,
        "tQTC",
        0xb8f5d1ec,
        TEST_PORTS,
        new AddressPrefixes(120, 125, 247, TPUB, TPRV, "tqtc"),
        GenesisBlocks.withoutPremine(QTC_TEXT, 1795219260L, 511638, 0x1e0fffff),
        quantumcoin(TEST_LIMIT, new Difficulty.Asert(ONE_HOUR), 220_000));
  }

  static NetworkParams quantumcoinRegtest() {
    return own(
        Coin.QUANTUMCOIN,
        Chain.REGTEST,
        "rQTC",
        0xc9f7d6ee,
        REGTEST_PORTS,
        new AddressPrefixes(122, 127, 249, TPUB, TPRV, "qcrt"),
        GenesisBlocks.withoutPremine(QTC_TEXT, 1795219320L, 0, 0x207fffff),
        quantumcoin(REGTEST_LIMIT, new Difficulty.Fixed(), 150));
  }

  static NetworkParams forthcoinMain() {
    return own(
        Coin.FORTHCOIN,
        Chain.MAIN,
        "FTH",
        0xe3f8c4ab,
        MAIN_PORTS,
        new AddressPrefixes(35, 95, 163, XPUB, XPRV, "fth"),
        GenesisBlocks.withoutPremine(FTH_TEXT, 1795222800L, 93234431, 0x1d00ffff),
        forthcoin(MAIN_LIMIT, new Difficulty.Retarget(INTERVAL, TIMESPAN, false, false), 210_000));
  }

  static NetworkParams forthcoinTest() {
    return own(
        Coin.FORTHCOIN,
        Chain.TEST,
        "tFTH",
        0xf4fac9b1,
        TEST_PORTS,
        new AddressPrefixes(98, 102, 226, TPUB, TPRV, "tfth"),
        GenesisBlocks.withoutPremine(FTH_TEXT, 1795222860L, 233567, 0x1e0fffff),
        forthcoin(TEST_LIMIT, new Difficulty.Retarget(INTERVAL, TIMESPAN, true, false), 210_000));
  }

  static NetworkParams forthcoinRegtest() {
    return own(
        Coin.FORTHCOIN,
        Chain.REGTEST,
        "rFTH",
        0xf6fecdb7,
        REGTEST_PORTS,
        new AddressPrefixes(99, 104, 228, TPUB, TPRV, "fcrt"),
        GenesisBlocks.withoutPremine(FTH_TEXT, 1795222920L, 0, 0x207fffff),
        forthcoin(REGTEST_LIMIT, new Difficulty.Fixed(), 150));
  }

  private static Consensus quantumcoin(Uint256 limit, Difficulty difficulty, int halving) {
    return consensus(limit, difficulty, halving, 22_000_000L * COIN);
  }

  private static Consensus forthcoin(Uint256 limit, Difficulty difficulty, int halving) {
    return consensus(limit, difficulty, halving, 21_000_000L * COIN);
  }

  private static Consensus consensus(
      Uint256 limit, Difficulty difficulty, int halving, long maxMoney) {
    boolean regtest = difficulty instanceof Difficulty.Fixed;
    int period = regtest ? 144 : INTERVAL;
    int threshold = regtest ? 108 : 1815;
    long dummyStart = regtest ? 0 : Deployment.NEVER_ACTIVE;
    return new Consensus(
        limit,
        SPACING,
        difficulty,
        SUBSIDY,
        halving,
        maxMoney,
        BuriedHeights.FROM_START,
        BlockHash.ZERO,
        List.of(
            new Deployment(
                "testdummy", 28, dummyStart, Deployment.NO_TIMEOUT, 0, period, threshold),
            new Deployment(
                "taproot",
                2,
                Deployment.ALWAYS_ACTIVE,
                Deployment.NO_TIMEOUT,
                0,
                period,
                threshold)),
        Map.of(),
        Optional.empty());
  }

  private static NetworkParams own(
      Coin coin,
      Chain chain,
      String ticker,
      int magic,
      Ports ports,
      AddressPrefixes addresses,
      Block genesis,
      Consensus consensus) {
    String folder =
        switch (chain) {
          case TEST -> "testnet";
          case REGTEST -> "regtest";
          case MAIN, TESTNET4, SIGNET -> "";
        };
    boolean minimumDifficulty =
        chain == Chain.REGTEST
            || (consensus.difficulty() instanceof Difficulty.Retarget retarget
                && retarget.twentyMinuteRule());
    return new NetworkParams(
        coin,
        chain,
        ticker,
        folder,
        magic,
        ports,
        addresses,
        List.of(),
        genesis,
        consensus,
        new Checks(
            Uint256.ZERO,
            BlockHash.ZERO,
            minimumDifficulty,
            chain == Chain.REGTEST,
            true,
            chain == Chain.MAIN ? 100_000 : 1_000,
            new TransactionRate(0, 0, 0.001)));
  }
}
