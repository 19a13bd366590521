package org.quantumcoin.node.params;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.consensus.HeaderRules;
import org.quantumcoin.node.consensus.Subsidy;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Amount;

class NetworksTest {
  @Test
  void networks_ofOneEngine_shareNeitherMagicNorPrefixesNorGenesis() {
    Set<Object> magics = new HashSet<>();
    Set<Object> prefixes = new HashSet<>();
    Set<Object> bech32 = new HashSet<>();
    Set<Object> genesis = new HashSet<>();
    for (NetworkParams params : Networks.all()) {
      assertThat(magics.add(params.magic())).as("magic of %s", params).isTrue();
      assertThat(genesis.add(params.genesisHash())).as("genesis of %s", params).isTrue();
      if (params.coin() != Coin.BITCOIN) {
        AddressPrefixes own = params.addresses();
        assertThat(prefixes.add(own.pubkeyHash() + "/" + own.scriptHash()))
            .as("prefixes of %s", params)
            .isTrue();
        assertThat(bech32.add(own.bech32())).as("bech32 prefix of %s", params).isTrue();
      }
    }
    for (NetworkParams bitcoin : Networks.all()) {
      if (bitcoin.coin() == Coin.BITCOIN) {
        AddressPrefixes theirs = bitcoin.addresses();
        assertThat(prefixes).doesNotContain(theirs.pubkeyHash() + "/" + theirs.scriptHash());
        assertThat(bech32).doesNotContain(theirs.bech32());
      }
    }
  }

  @Test
  void genesisBlocks_wereMinedAtTheLimit() {
    for (NetworkParams params : Networks.all()) {
      assertThat(HeaderRules.check(params.genesis().header(), params.consensus()))
          .as("%s", params)
          .isEmpty();
    }
  }

  @Test
  void ownGenesisBlocks_payNothing() {
    for (NetworkParams params : Networks.all()) {
      if (params.coin() != Coin.BITCOIN) {
        assertThat(params.genesis().transactions().get(0).outputs())
            .allSatisfy(out -> {
              assertThat(out.value()).isZero();
              assertThat(out.script().toHex()).isEqualTo("6a");
            });
      }
    }
  }

  @Test
  void supply_summedOverAllBlocks_staysUnderTheCap() {
    for (NetworkParams params : Networks.all()) {
      NetworkParams.Consensus rules = params.consensus();
      long supply = 0;
      int height = 0;
      while (Subsidy.at(height, rules) > 0) {
        supply = Math.addExact(supply, Subsidy.at(height, rules) * rules.halvingInterval());
        height += rules.halvingInterval();
      }
      assertThat(supply).as("%s", params).isLessThan(rules.maxMoney()).isPositive();
      assertThat(rules.maxMoney()).isLessThanOrEqualTo(Amount.MAX_MONEY);
      if (params.chain() == Chain.MAIN) {
        long cap = params.coin() == Coin.QUANTUMCOIN ? 22_000_000L : 21_000_000L;
        assertThat(rules.maxMoney()).isEqualTo(cap * Amount.COIN);
        assertThat(supply).isGreaterThan((cap - 1) * Amount.COIN);
      }
    }
  }

  @Test
  void bitcoinMagics_areBitcoins() {
    assertThat(Hex.encode(Networks.find(Coin.BITCOIN, Chain.MAIN).orElseThrow().magicBytes()))
        .isEqualTo("f9beb4d9");
    assertThat(Networks.find(Coin.QUANTUMCOIN, Chain.SIGNET)).isEmpty();
    assertThat(Networks.find(Coin.FORTHCOIN, Chain.TESTNET4)).isEmpty();
  }
}
