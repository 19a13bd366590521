package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantumcoin.wallet.TreasuryDesk.PAYEE;
import static org.quantumcoin.wallet.TreasuryDesk.json;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.rpc.RpcException;
import tools.jackson.databind.JsonNode;

/// Who may do what: a table of roles and deeds, each tried by a seat that has that role alone. The
/// signer is cleo, who has others too; that a seat signs at all follows from the charter.
class TreasuryRolesTest {
  private static final String POLICY = "{'quorum':[{'from':0,'approvals':1}],'admin_approvals':2}";

  /// A deed, and the roles that may do it.
  private record Deed(String method, Set<String> roles) {}

  private static final List<Deed> TABLE =
      List.of(
          new Deed("createproposal", Set.of("proposer")),
          new Deed("approveproposal", Set.of("approver")),
          new Deed("rejectproposal", Set.of("approver")),
          new Deed("signproposal", Set.of()),
          new Deed("broadcastproposal", Set.of("proposer")),
          new Deed("withdrawproposal", Set.of("proposer")),
          new Deed("submitproposal", Set.of("proposer")),
          new Deed("proposepolicy", Set.of("admin")),
          new Deed("approvepolicy", Set.of("admin")),
          new Deed("rejectpolicy", Set.of("admin")),
          new Deed("getproposal", Set.copyOf(TreasuryDesk.ROLES)),
          new Deed("listproposals", Set.copyOf(TreasuryDesk.ROLES)),
          new Deed("reviewproposal", Set.copyOf(TreasuryDesk.ROLES)),
          new Deed("gettreasuryinfo", Set.copyOf(TreasuryDesk.ROLES)),
          new Deed("listpolicies", Set.copyOf(TreasuryDesk.ROLES)),
          new Deed("exporttreasury", Set.copyOf(TreasuryDesk.ROLES)),
          new Deed("getauditlog", Set.copyOf(TreasuryDesk.ROLES)));

  @TempDir private Path folder;

  /// What a deed takes when its doer may do it.
  private static Object[] parameters(TreasuryDesk desk, String method, String role) {
    JsonNode outputs = json("[{'%s':0.1}]".formatted(PAYEE));
    JsonNode options = json("{'fee_rate':5,'draft':true}");
    boolean own = role.equals("proposer");
    return switch (method) {
      case "createproposal" -> new Object[] {outputs, options};
      case "approveproposal", "getproposal", "reviewproposal", "signproposal" ->
          new Object[] {made(desk, "ana", false)};
      case "rejectproposal" -> new Object[] {made(desk, "ana", false), "No."};
      case "withdrawproposal" -> new Object[] {made(desk, own ? role : "ana", false)};
      case "submitproposal" -> new Object[] {made(desk, own ? role : "ana", true)};
      case "broadcastproposal" -> {
        String id = made(desk, "ana", false);
        JsonNode _ = desk.call("ben", "approveproposal", id);
        for (String signer : List.of("cleo", "ana")) {
          desk.travel();
          JsonNode _ = desk.call(signer, "signproposal", id);
        }
        desk.travel();
        yield new Object[] {id};
      }
      case "proposepolicy" -> new Object[] {json(POLICY)};
      case "approvepolicy", "rejectpolicy" -> {
        JsonNode id = desk.call("ana", "proposepolicy", json(POLICY)).get("id");
        desk.travel();
        yield method.startsWith("approve") ? new Object[] {id} : new Object[] {id, "No."};
      }
      default -> new Object[] {};
    };
  }

  private static String made(TreasuryDesk desk, String seat, boolean draft) {
    String id = desk.propose(seat, "0.01", draft ? "'draft':true" : "");
    desk.travel();
    return id;
  }

  @Test
  void roles_mayDoTheirOwnAndNothingElse() {
    try (TreasuryDesk desk = TreasuryDesk.open(folder, POLICY)) {
      desk.fund(60);
      for (Deed deed : TABLE) {
        for (String role : TreasuryDesk.ROLES) {
          Object[] parameters = parameters(desk, deed.method(), role);
          String what = role + " " + deed.method() + Arrays.toString(parameters);
          int events = events(desk, role);
          int pool = desk.node.pooledTransactions().size();
          if (deed.roles().contains(role)) {
            assertThat(desk.call(role, deed.method(), parameters)).as(what).isNotNull();
          } else {
            assertThatThrownBy(() -> desk.call(role, deed.method(), parameters))
                .as(what)
                .isInstanceOf(RpcException.class)
                .hasMessageContaining("may not do this")
                .hasMessageContaining("the seat's roles are " + role);
            assertThat(events(desk, role)).as(what).isEqualTo(events);
            assertThat(desk.node.pooledTransactions()).as(what).hasSize(pool);
          }
        }
      }
    }
  }

  private static int events(TreasuryDesk desk, String seat) {
    return desk.call(seat, "gettreasuryinfo").get("events").asInt();
  }
}
