package org.quantumcoin.wallet.treasury;

import static org.quantumcoin.wallet.treasury.TreasuryException.require;

import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Txid;

/// What a seat says. A proposal is known by the id of the event that made it, so that whatever
/// refers to it refers to exactly these bytes.
public sealed interface EventBody {
  int MAX_TEXT_CHARS = 1_000;

  /// A payment of some five hundred inputs.
  int MAX_PSBT_BYTES = 500_000;

  int ID_BYTES = 32;

  /// What follows from a proposal's id.
  sealed interface AboutProposal extends EventBody {
    ByteString proposal();
  }

  /// A payment that a seat wants.
  ///
  /// @param deadline unix seconds after which it is void
  /// @param draft not to be approved yet
  /// @param replaces a proposal of the same seat that this one takes the place of
  record Proposed(
      ByteString psbt, String note, long deadline, boolean draft, Optional<ByteString> replaces)
      implements EventBody {
    public Proposed {
      require(psbt.length() <= MAX_PSBT_BYTES, "The payment is too large for a proposal.");
      checkText(note, "The note");
      replaces.ifPresent(EventBody::checkId);
    }
  }

  /// A draft is now a proposal.
  record Submitted(ByteString proposal) implements AboutProposal {
    public Submitted {
      checkId(proposal);
    }
  }

  record Approved(ByteString proposal) implements AboutProposal {
    public Approved {
      checkId(proposal);
    }
  }

  record Rejected(ByteString proposal, String reason) implements AboutProposal {
    public Rejected {
      checkId(proposal);
      checkText(reason, "The reason");
    }
  }

  /// By its proposer.
  record Withdrawn(ByteString proposal, String reason) implements AboutProposal {
    public Withdrawn {
      checkId(proposal);
      checkText(reason, "The reason");
    }
  }

  /// With a PSBT that holds the seat's signatures.
  record Signed(ByteString proposal, ByteString psbt) implements AboutProposal {
    public Signed {
      checkId(proposal);
      require(psbt.length() <= MAX_PSBT_BYTES, "The signed payment is too large.");
    }
  }

  record Broadcast(ByteString proposal, Txid txid) implements AboutProposal {
    public Broadcast {
      checkId(proposal);
    }
  }

  /// Another policy.
  ///
  /// @param base the change of policy that it changes again; the charter's id for the first
  record PolicyProposed(ByteString base, Policy policy, String note) implements EventBody {
    public PolicyProposed {
      checkId(base);
      checkText(note, "The note");
    }
  }

  record PolicyApproved(ByteString change) implements EventBody {
    public PolicyApproved {
      checkId(change);
    }
  }

  record PolicyRejected(ByteString change, String reason) implements EventBody {
    public PolicyRejected {
      checkId(change);
      checkText(reason, "The reason");
    }
  }

  private static void checkId(ByteString id) {
    require(id.length() == ID_BYTES, "The event refers to nothing.");
  }

  private static void checkText(String text, String what) {
    require(
        text.length() <= MAX_TEXT_CHARS
            && text.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'),
        "%s has more than %d characters, or some that cannot be shown."
            .formatted(what, MAX_TEXT_CHARS));
  }

  /// A word for lists and logs.
  default String word() {
    return switch (this) {
      case Proposed proposed -> proposed.draft() ? "drafted" : "proposed";
      case Submitted _ -> "submitted";
      case Approved _ -> "approved";
      case Rejected _ -> "rejected";
      case Withdrawn _ -> "withdrawn";
      case Signed _ -> "signed";
      case Broadcast _ -> "broadcast";
      case PolicyProposed _ -> "policy proposed";
      case PolicyApproved _ -> "policy approved";
      case PolicyRejected _ -> "policy rejected";
    };
  }

  /// Roles of which one is needed to say it.
  default Set<Role> roles() {
    return switch (this) {
      case Proposed _, Submitted _, Withdrawn _ -> Set.of(Role.PROPOSER);
      case Approved _ -> Set.of(Role.APPROVER);
      case Rejected _ -> Set.of(Role.APPROVER, Role.SIGNER);
      case Signed _ -> Set.of(Role.SIGNER);
      case Broadcast _ -> Set.of(Role.PROPOSER, Role.SIGNER);
      case PolicyProposed _, PolicyApproved _, PolicyRejected _ -> Set.of(Role.ADMIN);
    };
  }

  default void write(ByteWriter out) {
    switch (this) {
      case Proposed(
              ByteString psbt,
              String note,
              long deadline,
              boolean draft,
              Optional<ByteString> replaces) -> {
        out.writeByte(1).writeVarBytes(psbt.toBytes()).writeVarString(note).writeInt64(deadline);
        out.writeByte((draft ? 1 : 0) | (replaces.isPresent() ? 2 : 0));
        replaces.ifPresent(id -> out.writeBytes(id.toBytes()));
      }
      case Submitted(ByteString id) -> out.writeByte(2).writeBytes(id.toBytes());
      case Approved(ByteString id) -> out.writeByte(3).writeBytes(id.toBytes());
      case Rejected(ByteString id, String reason) ->
          out.writeByte(4).writeBytes(id.toBytes()).writeVarString(reason);
      case Withdrawn(ByteString id, String reason) ->
          out.writeByte(5).writeBytes(id.toBytes()).writeVarString(reason);
      case Signed(ByteString id, ByteString psbt) ->
          out.writeByte(6).writeBytes(id.toBytes()).writeVarBytes(psbt.toBytes());
      case Broadcast(ByteString id, Txid txid) -> {
        out.writeByte(7).writeBytes(id.toBytes());
        txid.write(out);
      }
      case PolicyProposed(ByteString base, Policy policy, String note) -> {
        out.writeByte(8).writeBytes(base.toBytes()).writeVarString(note);
        policy.write(out);
      }
      case PolicyApproved(ByteString id) -> out.writeByte(9).writeBytes(id.toBytes());
      case PolicyRejected(ByteString id, String reason) ->
          out.writeByte(10).writeBytes(id.toBytes()).writeVarString(reason);
    }
  }

  static EventBody read(ByteReader in) {
    int kind = in.readByte();
    return switch (kind) {
      case 1 -> {
        ByteString psbt = ByteString.of(in.readVarBytes());
        String note = text(in);
        long deadline = in.readInt64();
        int flags = in.readByte();
        Optional<ByteString> replaces = (flags & 2) != 0 ? Optional.of(id(in)) : Optional.empty();
        yield new Proposed(psbt, note, deadline, (flags & 1) != 0, replaces);
      }
      case 2 -> new Submitted(id(in));
      case 3 -> new Approved(id(in));
      case 4 -> new Rejected(id(in), text(in));
      case 5 -> new Withdrawn(id(in), text(in));
      case 6 -> new Signed(id(in), ByteString.of(in.readVarBytes()));
      case 7 -> new Broadcast(id(in), Txid.read(in));
      case 8 -> {
        ByteString base = id(in);
        String note = text(in);
        yield new PolicyProposed(base, Policy.read(in), note);
      }
      case 9 -> new PolicyApproved(id(in));
      case 10 -> new PolicyRejected(id(in), text(in));
      default ->
          throw new TreasuryException("An event was made by a later version of this program.");
    };
  }

  private static ByteString id(ByteReader in) {
    return ByteString.of(in.readBytes(ID_BYTES));
  }

  private static String text(ByteReader in) {
    return in.readVarString(4 * MAX_TEXT_CHARS);
  }
}
