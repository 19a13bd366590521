package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantumcoin.wallet.TestPayments.foreignScript;
import static org.quantumcoin.wallet.TestPayments.output;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.shared.PsbtDesk;
import org.quantumcoin.wallet.shared.PsbtDetails;
import org.quantumcoin.wallet.spend.SendOutcome;

/// A payment that somebody else made is told as it is, and signed and sent only by who can.
final class PsbtDeskTest {
  private static final Script PAYEE = foreignScript(9);
  private static final int SEQUENCE = -3;
  private static final List<OutputType> KINDS =
      List.of(OutputType.LEGACY, OutputType.P2SH_SEGWIT, OutputType.BECH32, OutputType.BECH32M);

  @TempDir Path folder;
  private WalletServer server;
  private Wallet wallet;
  private PsbtDesk desk;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
    wallet = server.make("one");
    desk = new PsbtDesk(wallet);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private OutPoint receive(OutputType type, long sats) {
    Script script = wallet.newAddress(type, "rent");
    return output(server.receive(server.addresses.encode(script).orElseThrow(), sats), 0);
  }

  private static Psbt paying(long sats, OutPoint... coins) {
    Psbt psbt = new Psbt(2, 2);
    for (OutPoint coin : coins) {
      psbt.addInput(coin, SEQUENCE);
    }
    psbt.addOutput(new TxOut(sats, PAYEE));
    return psbt;
  }

  @Test
  void payment_isTold_signedAndSent() {
    for (OutputType type : KINDS) {
      Psbt psbt = paying(90_000, receive(type, 100_000));
      PsbtDetails before = desk.details(psbt);
      assertThat(before.paidSats()).isEqualTo(90_000);
      assertThat(before.feeSats()).isEqualTo(OptionalLong.of(10_000));
      assertThat(before.spendsOurs()).isTrue();
      assertThat(before.mayBeSigned()).isTrue();
      assertThat(before.complete()).isFalse();
      assertThat(before.signatures()).isZero();
      assertThat(before.neededSignatures()).isEqualTo(1);
      assertThat(before.signers()).hasSize(1).noneMatch(PsbtDetails.Party::signed);

      Psbt signed = desk.sign(psbt);
      PsbtDetails after = desk.details(signed);
      assertThat(after.complete()).as(type.name()).isTrue();
      assertThat(after.signatures()).isEqualTo(1);
      assertThat(after.signers()).hasSize(1).allMatch(PsbtDetails.Party::signed);
      assertThatThrownBy(() -> desk.sign(signed)).hasMessageContaining("has signed already");

      // The signature of an old address changes the id.
      boolean known = type == OutputType.BECH32 || type == OutputType.BECH32M;
      assertThat(before.txid().isPresent()).as(type.name()).isEqualTo(known);
      Txid txid = after.txid().orElseThrow();
      before.txid().ifPresent(each -> assertThat(each).isEqualTo(txid));
      assertThat(desk.send(signed)).isInstanceOf(SendOutcome.Sent.class);
      assertThat(wallet.locked(() -> wallet.ledger().find(txid))).isPresent();
    }
  }

  @Test
  void unsignedPayment_isNotSent() {
    Psbt psbt = paying(90_000, receive(OutputType.BECH32, 100_000));
    assertThatThrownBy(() -> desk.send(psbt)).hasMessageContaining("Nothing was sent");
    assertThat(wallet.locked(() -> wallet.ledger().find(psbt.unsignedTx().txid()))).isEmpty();
  }

  /// Whose coins are not known, neither are what they are worth and who has them.
  @Test
  void paymentOfOthers_hasNoFee_andIsNotSigned() {
    OutPoint foreign = new OutPoint(receive(OutputType.BECH32, 5_000).txid(), 77);
    Psbt psbt = paying(90_000, foreign);
    PsbtDetails details = desk.details(psbt);
    assertThat(details.feeSats()).isEmpty();
    assertThat(details.spendsOurs()).isFalse();
    assertThat(details.mayBeSigned()).isFalse();
    assertThat(details.signatures()).isZero();
    assertThatThrownBy(() -> desk.sign(psbt)).hasMessageContaining("Nothing was");
  }

  @Test
  void signatures_ofAnotherPayment_areRefused() {
    OutPoint coin = receive(OutputType.BECH32, 100_000);
    Psbt signed = desk.sign(paying(90_000, coin));
    assertThat(desk.details(desk.combine(paying(90_000, coin), signed)).complete()).isTrue();
    Psbt other = paying(80_000, coin);
    assertThatThrownBy(() -> desk.combine(other, signed)).hasMessageContaining("another payment");
  }

  /// The least of its inputs counts.
  @Test
  void twoInputs_ofWhichOneIsForeign_lackASignature() {
    OutPoint own = receive(OutputType.BECH32, 100_000);
    OutPoint foreign = new OutPoint(own.txid(), 77);
    PsbtDetails details = desk.details(desk.sign(paying(90_000, own, foreign)));
    assertThat(details.signatures()).isZero();
    assertThat(details.complete()).isFalse();
    assertThat(details.inputs()).extracting(PsbtDetails.In::ours).isEqualTo(List.of(true, false));
  }
}
