package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.multisig.Cosigner;
import org.quantumcoin.wallet.multisig.CosignerFile;
import org.quantumcoin.wallet.multisig.MultisigException;
import org.quantumcoin.wallet.shared.Delivery;
import org.quantumcoin.wallet.shared.DeliveryReader;
import org.quantumcoin.wallet.shared.ProposalDesk;
import org.quantumcoin.wallet.shared.ProposalDetails;
import org.quantumcoin.wallet.shared.ProposalDetails.Act;
import org.quantumcoin.wallet.shared.ProposalLine;
import org.quantumcoin.wallet.shared.SeatDesk;
import org.quantumcoin.wallet.shared.SetupDesk;
import org.quantumcoin.wallet.shared.SigningDesk;
import org.quantumcoin.wallet.shared.TreasuryFacts;
import org.quantumcoin.wallet.spend.Drafted;
import org.quantumcoin.wallet.spend.PaymentDraft;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.Recipient;
import org.quantumcoin.wallet.treasury.Duty;
import org.quantumcoin.wallet.treasury.ProposalState;
import org.quantumcoin.wallet.ur.Ur;
import org.quantumcoin.wallet.ur.UrEncoder;
import org.quantumcoin.wallet.view.WalletNews;
import org.quantumcoin.wallet.view.WalletSummary;

/// What windows see of a treasury, and do in it.
class ProposalDeskTest {
  @TempDir Path folder;
  private TreasuryDesk table;

  @BeforeEach
  void open() {
    table = TreasuryDesk.open(folder, "{'quorum':[{'from':0,'approvals':1}]}");
    table.fund(2);
  }

  @AfterEach
  void close() {
    table.close();
  }

  private Wallet wallet(String seat) {
    return table.wallets.find(seat).orElseThrow();
  }

  private ProposalDesk desk(String seat) {
    return new ProposalDesk(wallet(seat));
  }

  private ProposalDetails look(String seat, String id) {
    return desk(seat).details(id);
  }

  private String propose() {
    Script payee =
        new org.quantumcoin.node.script.Addresses(wallet("ana").config().params().addresses())
            .script(TreasuryDesk.PAYEE)
            .orElseThrow();
    Drafted draft =
        desk("ana").draft(PaymentRequest.to(List.of(new Recipient(payee, 30_000_000, false))));
    assertThat(draft).isInstanceOf(PaymentDraft.class);
    String id = desk("ana").propose((PaymentDraft) draft, ProposalDesk.Terms.of("Rent", 24));
    table.travel();
    return id;
  }

  @Test
  void seat_hearsOfWhatIsWantedOfIt_once() {
    WalletNews ben = new WalletNews(wallet("ben"));
    WalletNews ana = new WalletNews(wallet("ana"));
    String id = propose();
    assertThat(ben.since(false)).containsExactly(new WalletNews.News.Wanted(id));
    assertThat(ana.since(false)).isEmpty();
    table.travel();
    assertThat(ben.since(false)).isEmpty();
  }

  @Test
  void proposal_isApprovedSignedAndSent_andEachSeatIsToldItsTurn() {
    String id = propose();
    assertThat(desk("ana").inbox().getFirst().duty()).isEqualTo(Duty.NONE);
    ProposalLine line = desk("ben").inbox().getFirst();
    assertThat(line.duty()).isEqualTo(Duty.APPROVE);
    assertThat(line.missing()).extracting(ProposalLine.Missing::seat).contains("ben", "cleo");
    assertThat(WalletSummary.of(wallet("ben")).waiting()).isEqualTo(1);
    assertThat(WalletSummary.of(wallet("ana")).waiting()).isZero();
    assertThat(look("ben", id).acts()).containsExactlyInAnyOrder(Act.APPROVE, Act.REJECT);
    assertThat(look("ana", id).acts()).containsExactly(Act.WITHDRAW);

    desk("ben").approve(id);
    table.travel();
    assertThat(desk("ana").inbox().getFirst().duty()).isEqualTo(Duty.SIGN);
    new SigningDesk(wallet("ana")).signHere(id);
    table.travel();
    ProposalLine half = desk("cleo").inbox().getFirst();
    assertThat(half.signatures()).isEqualTo(1);
    assertThat(half.missing())
        .extracting(ProposalLine.Missing::seat)
        .containsExactly("ben", "cleo");
    new SigningDesk(wallet("cleo")).signHere(id);
    assertThat(look("cleo", id).acts()).contains(Act.SEND);
    assertThat(desk("cleo").inbox().getFirst().duty()).isEqualTo(Duty.SEND);
    var _ = desk("cleo").broadcast(id);
    ProposalDetails sent = look("cleo", id);
    assertThat(sent.line().state()).isEqualTo(ProposalState.BROADCAST);
    assertThat(sent.timeline())
        .extracting(ProposalDetails.Happening::kind)
        .containsExactly(
            ProposalDetails.Happening.Kind.PROPOSED,
            ProposalDetails.Happening.Kind.APPROVED,
            ProposalDetails.Happening.Kind.SIGNED,
            ProposalDetails.Happening.Kind.SIGNED,
            ProposalDetails.Happening.Kind.BROADCAST);
    assertThat(sent.seats().stream().filter(ProposalDetails.SeatLine::signed)).hasSize(2);
  }

  @Test
  void reject_needsAReason_andStopsIt() {
    String id = propose();
    assertThatThrownBy(() -> desk("ben").reject(id, " ")).isInstanceOf(WalletException.class);
    desk("ben").reject(id, "Too much");
    ProposalLine line = desk("ben").inbox().getFirst();
    assertThat(line.state()).isEqualTo(ProposalState.REJECTED);
    assertThat(line.rejection().map(ProposalLine.Rejection::reason)).contains("Too much");
    assertThat(line.isWaiting()).isFalse();
    assertThat(look("ben", id).acts()).doesNotContain(Act.REJECT, Act.SIGN);
  }

  @Test
  void changes_areTold_untilTheSeatHasLooked() {
    String id = propose();
    desk("ben").noteSeen(id);
    desk("cleo").approve(id);
    table.travel();
    assertThat(look("ben", id).changes()).hasSize(1);
    desk("ben").noteSeen(id);
    assertThat(look("ben", id).changes()).isEmpty();
  }

  @Test
  void delivery_isKnown_asFileTextOrFrames() {
    String id = propose();
    desk("ben").approve(id);
    table.travel();
    byte[] file = new SeatDesk(wallet("ana")).export(Optional.of("cleo"), false).encode();
    DeliveryReader reader = new SeatDesk(wallet("cleo")).reader();
    assertThat(reader.read(file)).isInstanceOf(Delivery.Events.class);
    assertThat(reader.read(Base64.getEncoder().encodeToString(file)))
        .isInstanceOf(Delivery.Events.class);
    String psbt = table.call("ana", "getproposal", id).get("psbt").asString();
    Delivery read = reader.read(psbt);
    assertThat(read).isInstanceOf(Delivery.Signatures.class);
    assertThat(new SigningDesk(wallet("cleo")).proposalOf(((Delivery.Signatures) read).psbt()))
        .contains(id);
    UrEncoder frames =
        new UrEncoder(new Ur(Ur.PSBT, ByteString.of(Base64.getDecoder().decode(psbt))), 100);
    List<String> texts = frames.frames(5);
    assertThat(reader.read(texts.getFirst())).isInstanceOf(Delivery.Part.class);
    assertThat(reader.read(String.join("\n", texts))).isInstanceOf(Delivery.Signatures.class);
    assertThat(reader.read("hello there")).isInstanceOf(Delivery.Unknown.class);
    assertThat(reader.read("")).isInstanceOf(Delivery.Unknown.class);
  }

  @Test
  void delivery_ofAnyBytes_isSomethingOrUnknown() {
    byte[] file = new SeatDesk(wallet("ana")).export(Optional.empty(), true).encode();
    byte[] frame = "ur:bytes/1-3/lpadaxcfaxcyieehlkwmbyaxaa".getBytes(StandardCharsets.US_ASCII);
    Random random = new Random(41);
    DeliveryReader reader = new SeatDesk(wallet("ben")).reader();
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes =
          i % 3 == 0 ? new byte[random.nextInt(200)] : (i % 3 == 1 ? file : frame).clone();
      if (i % 3 == 0) {
        random.nextBytes(bytes);
      } else {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      assertThat(reader.read(bytes)).isNotNull();
    }
  }

  @Test
  void facts_nameTheSeats_andWhoIsThisWallet() {
    TreasuryFacts facts = TreasuryFacts.of(wallet("ben")).orElseThrow();
    assertThat(facts.treasury()).isTrue();
    assertThat(facts.people()).hasSize(7);
    assertThat(facts.people().stream().filter(TreasuryFacts.Person::own))
        .extracting(TreasuryFacts.Person::name)
        .containsExactly("ben");
    assertThat(TreasuryFacts.of(wallet("nobody"))).isEmpty();
  }

  @Test
  void cosignerFile_readsKeysAndDeviceFiles_andRefusesTheRestInASentence() {
    SetupDesk setup = new SetupDesk(wallet("nobody"));
    Cosigner own = setup.ownKey("me", MultisigKind.P2WSH);
    assertThat(setup.cosigner("me", " " + setup.expression(own) + "\n", MultisigKind.P2WSH))
        .isEqualTo(own);
    String key = setup.expression(own);
    String xpub = key.substring(key.indexOf(']') + 1);
    String device =
        "{\"p2wsh\":\"%s\",\"p2wsh_deriv\":\"m/48'/1'/0'/2'\",\"xfp\":\"%s\"}"
            .formatted(xpub, own.origin().fingerprintHex());
    assertThat(setup.cosigner("me", device, MultisigKind.P2WSH).key()).isEqualTo(own.key());
    assertThatThrownBy(() -> setup.cosigner("me", device, MultisigKind.P2SH))
        .isInstanceOf(MultisigException.class);
    Random random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? device : key);
      text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
      try {
        assertThat(
                CosignerFile.read(
                    "x",
                    text.toString(),
                    MultisigKind.P2WSH,
                    wallet("nobody").config().params().addresses()))
            .isNotNull();
      } catch (MultisigException e) {
        assertThat(e).hasMessageContaining(" ");
      }
    }
  }
}
