package org.quantumcoin.tests.bench;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.Expansion;

/// One script of a ranged descriptor, beside what libsecp256k1 takes for one step of a key.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED"})
public class DescriptorBenchmark {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");
  private static final String XPRV =
      "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi";
  private static final String XPUB =
      "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8";

  /// One made from public keys, one that holds secrets and has hardened steps, and taproot, whose
  /// output key takes a second step.
  @Param({"wpkh(XPUB/84/0/0/0/*)", "wpkh(XPRV/84h/0h/0h/0/*)", "tr(XPUB/86/0/0/0/*)"})
  public String text = "";

  private Descriptor descriptor = Descriptor.parse("raw(00)", MAIN, false).getFirst();
  private byte[] key = new byte[33];
  private final byte[] tweak = new byte[32];
  private int index;

  @Setup
  public void parse() {
    descriptor =
        Descriptor.parse(text.replace("XPUB", XPUB).replace("XPRV", XPRV), MAIN, false).getFirst();
    key = descriptor.expand(0).orElseThrow().keys().getFirst().publicKey();
    tweak[31] = 1;
  }

  @Benchmark
  public Optional<Expansion> script() {
    index = (index + 1) & Integer.MAX_VALUE;
    return descriptor.expand(index);
  }

  @Benchmark
  public Optional<byte[]> stepOfLibsecp256k1() {
    tweak[1]++;
    return Secp256k1.tweakPublicKey(key, tweak);
  }
}
