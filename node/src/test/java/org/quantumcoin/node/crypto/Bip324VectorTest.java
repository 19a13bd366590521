package org.quantumcoin.node.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.vectors.Vectors;

final class Bip324VectorTest {
  private static final byte[] MAINNET = Hex.decode("f9beb4d9");
  private static final byte[] NOTHING = new byte[0];

  private record Row(Map<String, String> fields) {
    String get(String name) {
      return Objects.requireNonNull(fields.get(name), name);
    }
  }

  private static List<Row> rows(String file) {
    List<String> lines = Vectors.lines(file);
    String[] names = lines.getFirst().split(",", -1);
    return lines.stream()
        .skip(1)
        .map(line -> {
          String[] values = line.split(",", -1);
          Map<String, String> fields = new HashMap<>();
          for (int i = 0; i < names.length; i++) {
            fields.put(names[i], values[i]);
          }
          return new Row(fields);
        })
        .toList();
  }

  private static String hex(byte[] bytes) {
    return Hex.encode(bytes);
  }

  @Test
  void packetEncoding() {
    List<Row> rows = rows("bip324/packet_encoding.csv");
    for (Row row : rows) {
      byte[] secret = Hex.decode(row.get("in_priv_ours"));
      byte[] ours = Hex.decode(row.get("in_ellswift_ours"));
      byte[] theirs = Hex.decode(row.get("in_ellswift_theirs"));
      boolean initiator = row.get("in_initiating").equals("1");
      assertThat(hex(EllSwift.decode(ours))).isEqualTo(row.get("mid_x_ours"));
      assertThat(hex(EllSwift.decode(theirs))).isEqualTo(row.get("mid_x_theirs"));
      assertThat(hex(EllSwift.sharedSecret(secret, ours, theirs, initiator)))
          .isEqualTo(row.get("mid_shared_secret"));
      Bip324Cipher cipher = Bip324Cipher.create(secret, ours, theirs, initiator, MAINNET);
      assertThat(hex(cipher.sendTerminator())).isEqualTo(row.get("mid_send_garbage_terminator"));
      assertThat(hex(cipher.receiveTerminator())).isEqualTo(row.get("mid_recv_garbage_terminator"));
      assertThat(hex(cipher.sessionId())).isEqualTo(row.get("out_session_id"));
      for (int i = Integer.parseInt(row.get("in_idx")); i > 0; i--) {
        cipher.encrypt(NOTHING, NOTHING, false);
      }
      byte[] contents =
          Hex.decode(row.get("in_contents").repeat(Integer.parseInt(row.get("in_multiply"))));
      String packet =
          hex(
              cipher.encrypt(
                  contents, Hex.decode(row.get("in_aad")), row.get("in_ignore").equals("1")));
      String whole = row.get("out_ciphertext");
      if (whole.isEmpty()) {
        assertThat(packet).endsWith(row.get("out_ciphertext_endswith"));
      } else {
        assertThat(packet).isEqualTo(whole);
      }
    }
    Vectors.report("bip324/packet_encoding", rows.size());
  }

  @Test
  void ellSwiftDecoding() {
    List<Row> rows = rows("bip324/ellswift_decode.csv");
    for (Row row : rows) {
      assertThat(hex(EllSwift.decode(Hex.decode(row.get("ellswift"))))).isEqualTo(row.get("x"));
    }
    Vectors.report("bip324/ellswift_decode", rows.size());
  }
}
