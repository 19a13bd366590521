package org.quantumcoin.node.params;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.params.NetworkParams.Checks;
import org.quantumcoin.node.params.NetworkParams.Consensus;
import org.quantumcoin.node.params.NetworkParams.Ports;
import org.quantumcoin.node.params.NetworkParams.TransactionRate;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Uint256;

/// Bitcoin's networks, with the constants of Bitcoin Core 29 (`src/kernel/chainparams.cpp`).
final class BitcoinNetworks {
  private static final long COIN = 100_000_000L;
  private static final long SUBSIDY = 50 * COIN;
  private static final long MAX_MONEY = 21_000_000L * COIN;
  private static final int HALVING = 210_000;
  private static final long SPACING = 600;
  private static final int INTERVAL = 2016;
  private static final long TIMESPAN = 14 * 24 * 60 * 60;
  private static final Uint256 LIMIT =
      Uint256.fromHex("00000000ffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
  private static final AddressPrefixes TEST_ADDRESSES =
      new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "tb");
  private static final String SIGNET_CHALLENGE =
      "512103ad5e0edad18cb1f0fc0d28a3d4f1f3e445640337489abb10404f2d1e086be430"
          + "210359ef5021964fe22d6f8e05b2463c9540ce96883fe3b278760f048f5189f2e6c452ae";

  private BitcoinNetworks() {}

  private static Deployment testDummy(long start, int period, int threshold) {
    return new Deployment("testdummy", 28, start, Deployment.NO_TIMEOUT, 0, period, threshold);
  }

  private static Deployment taprootAlways(int period, int threshold) {
    return new Deployment(
        "taproot", 2, Deployment.ALWAYS_ACTIVE, Deployment.NO_TIMEOUT, 0, period, threshold);
  }

  static NetworkParams main() {
    return new NetworkParams(
        Coin.BITCOIN,
        Chain.MAIN,
        "BTC",
        "",
        0xd9b4bef9,
        new Ports(8333, 8332, 8765),
        new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc"),
        List.of(
            "seed.bitcoin.sipa.be.",
            "dnsseed.bluematt.me.",
            "seed.bitcoin.jonasschnelli.ch.",
            "seed.btc.petertodd.net.",
            "seed.bitcoin.sprovoost.nl.",
            "dnsseed.emzy.de.",
            "seed.bitcoin.wiz.biz.",
            "seed.mainnet.achownodes.xyz."),
        GenesisBlocks.bitcoin(1231006505L, 2083236893, 0x1d00ffff),
        new Consensus(
            LIMIT,
            SPACING,
            new Difficulty.Retarget(INTERVAL, TIMESPAN, false, false),
            SUBSIDY,
            HALVING,
            MAX_MONEY,
            new BuriedHeights(227931, 388381, 363725, 419328, 481824),
            BlockHash.fromHex("000000000000024b89b42a942fe0d9fea3bb44ab7bd1b19115dd6a759c0808b8"),
            List.of(
                testDummy(Deployment.NEVER_ACTIVE, INTERVAL, 1815),
                new Deployment("taproot", 2, 1619222400L, 1628640000L, 709632, INTERVAL, 1815)),
            Map.of(
                BlockHash.fromHex(
                    "00000000000002dc756eebf4f49723ed8d30cc28a5f108eb94b1ba88ac4f9c22"),
                ScriptException.NO_SOFT_FORKS,
                BlockHash.fromHex(
                    "0000000000000000000f14c35b2d841e986ab5441de8c585d5ffe55ea1e395ad"),
                ScriptException.WITHOUT_TAPROOT),
            Optional.empty()),
        new Checks(
            Uint256.fromHex("b1f3b93b65b16d035a82be84"),
            BlockHash.fromHex("00000000000000000001b658dd1120e82e66d2790811f89ede9742ada3ed6d77"),
            false,
            false,
            true,
            100_000,
            new TransactionRate(1741017141L, 1161875261L, 4.620728156243148)));
  }

  static NetworkParams test() {
    return new NetworkParams(
        Coin.BITCOIN,
        Chain.TEST,
        "tBTC",
        "testnet3",
        0x0709110b,
        new Ports(18333, 18332, 18765),
        TEST_ADDRESSES,
        List.of(
            "testnet-seed.bitcoin.jonasschnelli.ch.",
            "seed.tbtc.petertodd.net.",
            "testnet-seed.bluematt.me.",
            "seed.testnet.achownodes.xyz."),
        GenesisBlocks.bitcoin(1296688602L, 414098458, 0x1d00ffff),
        new Consensus(
            LIMIT,
            SPACING,
            new Difficulty.Retarget(INTERVAL, TIMESPAN, true, false),
            SUBSIDY,
            HALVING,
            MAX_MONEY,
            new BuriedHeights(21111, 581885, 330776, 770112, 834624),
            BlockHash.fromHex("0000000023b3a96d3484e5abb3755c413e7d41500f8e2a5c3f0dd01299cd8ef8"),
            List.of(
                testDummy(Deployment.NEVER_ACTIVE, INTERVAL, 1512),
                new Deployment("taproot", 2, 1619222400L, 1628640000L, 0, INTERVAL, 1512)),
            Map.of(
                BlockHash.fromHex(
                    "00000000dd30457c001f4095d208cc1296b0eed002427aa599874af7a432b105"),
                ScriptException.NO_SOFT_FORKS),
            Optional.empty()),
        new Checks(
            Uint256.fromHex("15f5e0c9f13455b0eb17"),
            BlockHash.fromHex("00000000000003fc7967410ba2d0a8a8d50daedc318d43e8baf1a9782c236a57"),
            true,
            false,
            false,
            1_000,
            new TransactionRate(1741042082L, 475477615L, 17.15933950357594)));
  }

  static NetworkParams testnet4() {
    return new NetworkParams(
        Coin.BITCOIN,
        Chain.TESTNET4,
        "tBTC",
        "testnet4",
        0x283f161c,
        new Ports(48333, 48332, 48765),
        TEST_ADDRESSES,
        List.of("seed.testnet4.bitcoin.sprovoost.nl.", "seed.testnet4.wiz.biz."),
        GenesisBlocks.testnet4(),
        new Consensus(
            LIMIT,
            SPACING,
            new Difficulty.Retarget(INTERVAL, TIMESPAN, true, true),
            SUBSIDY,
            HALVING,
            MAX_MONEY,
            BuriedHeights.FROM_START,
            BlockHash.ZERO,
            List.of(
                testDummy(Deployment.NEVER_ACTIVE, INTERVAL, 1512), taprootAlways(INTERVAL, 1512)),
            Map.of(),
            Optional.empty()),
        new Checks(
            Uint256.fromHex("01d6dce8651b6094e4c1"),
            BlockHash.fromHex("0000000000003ed4f08dbdf6f7d6b271a6bcffce25675cb40aa9fa43179a89f3"),
            true,
            false,
            false,
            1_000,
            new TransactionRate(1741070246L, 7653966L, 1.239174414591965)));
  }

  static NetworkParams signet() {
    return signet(
        Script.fromHex(SIGNET_CHALLENGE),
        List.of("seed.signet.bitcoin.sprovoost.nl.", "seed.signet.achownodes.xyz."));
  }

  static NetworkParams signet(Script challenge, List<String> seeds) {
    boolean standard = challenge.equals(Script.fromHex(SIGNET_CHALLENGE));
    return new NetworkParams(
        Coin.BITCOIN,
        Chain.SIGNET,
        "sBTC",
        "signet",
        signetMagic(challenge),
        new Ports(38333, 38332, 38765),
        TEST_ADDRESSES,
        seeds,
        GenesisBlocks.bitcoin(1598918400L, 52613770, 0x1e0377ae),
        new Consensus(
            Uint256.fromHex("00000377ae000000000000000000000000000000000000000000000000000000"),
            SPACING,
            new Difficulty.Retarget(INTERVAL, TIMESPAN, false, false),
            SUBSIDY,
            HALVING,
            MAX_MONEY,
            BuriedHeights.FROM_START,
            BlockHash.ZERO,
            List.of(
                testDummy(Deployment.NEVER_ACTIVE, INTERVAL, 1815), taprootAlways(INTERVAL, 1815)),
            Map.of(),
            Optional.of(challenge)),
        new Checks(
            standard ? Uint256.fromHex("02b517f3d1a1") : Uint256.ZERO,
            standard
                ? BlockHash.fromHex(
                    "000000895a110f46e59eb82bbc5bfb67fa314656009c295509c21b4999f5180a")
                : BlockHash.ZERO,
            false,
            false,
            true,
            1_000,
            new TransactionRate(1741019645L, 16540736L, 1.064918879911595)));
  }

  /// The first four bytes of the challenge's double hash, the challenge serialised with its length
  /// (BIP-0325).
  private static int signetMagic(Script challenge) {
    ByteWriter out = new ByteWriter();
    challenge.write(out);
    byte[] hash = Sha256.hashTwice(out.toByteArray());
    return (hash[0] & 0xff)
        | (hash[1] & 0xff) << 8
        | (hash[2] & 0xff) << 16
        | (hash[3] & 0xff) << 24;
  }

  static NetworkParams regtest() {
    return new NetworkParams(
        Coin.BITCOIN,
        Chain.REGTEST,
        "rBTC",
        "regtest",
        0xdab5bffa,
        new Ports(18444, 18443, 18766),
        new AddressPrefixes(111, 196, 239, 0x043587cf, 0x04358394, "bcrt"),
        List.of(),
        GenesisBlocks.bitcoin(1296688602L, 2, 0x207fffff),
        new Consensus(
            Uint256.fromHex("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"),
            SPACING,
            new Difficulty.Fixed(),
            SUBSIDY,
            150,
            MAX_MONEY,
            new BuriedHeights(1, 1, 1, 1, 0),
            BlockHash.ZERO,
            List.of(testDummy(0, 144, 108), taprootAlways(144, 108)),
            Map.of(),
            Optional.empty()),
        new Checks(
            Uint256.ZERO,
            BlockHash.ZERO,
            true,
            true,
            true,
            1_000,
            new TransactionRate(0, 0, 0.001)));
  }
}
