package org.quantumcoin.wallet.shared;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.treasury.TreasuryException;
import org.quantumcoin.wallet.treasury.TreasuryFile;
import org.quantumcoin.wallet.ur.Ur;
import org.quantumcoin.wallet.ur.UrDecoder;
import org.quantumcoin.wallet.ur.UrException;

/// Finds out what was handed over: a treasury's file, a PSBT (BIP-0174) as bytes or base64, or the
/// texts of an animated code, one or many to a call. Not safe for several threads.
public final class DeliveryReader {
  /// What is larger is read by nobody.
  public static final int MAX_BYTES = TreasuryFile.MAX_BYTES;

  private static final byte[] PSBT_MAGIC = {'p', 's', 'b', 't', (byte) 0xff};
  private static final byte[] TREASURY_MAGIC = "QCTREASURY".getBytes(StandardCharsets.US_ASCII);
  private static final String FRAME = "ur:";

  private final AddressPrefixes prefixes;
  private UrDecoder frames = new UrDecoder();

  DeliveryReader(AddressPrefixes prefixes) {
    this.prefixes = prefixes;
  }

  public Delivery read(byte[] content) {
    if (content.length > MAX_BYTES) {
      return new Delivery.Unknown("This is too large. Nothing was taken from it.");
    }
    if (startsWith(content, PSBT_MAGIC) || startsWith(content, TREASURY_MAGIC)) {
      return ofBytes(content);
    }
    return read(new String(content, StandardCharsets.UTF_8));
  }

  /// What is on the clipboard, for example.
  public Delivery read(String text) {
    String bare = text.strip();
    if (bare.isEmpty()) {
      return new Delivery.Unknown("There is nothing to read.");
    }
    if (bare.regionMatches(true, 0, FRAME, 0, FRAME.length())) {
      return frames(bare);
    }
    try {
      return ofBytes(Base64.getMimeDecoder().decode(bare));
    } catch (IllegalArgumentException _) {
      return unknown();
    }
  }

  private static Delivery.Unknown unknown() {
    return new Delivery.Unknown(
        "This is neither a payment to be signed (PSBT) nor a treasury's file nor a code of either. Nothing was taken from it.");
  }

  private static boolean startsWith(byte[] content, byte[] magic) {
    return content.length > magic.length
        && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
  }

  private Delivery frames(String text) {
    try {
      for (String line : text.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
        boolean _ = frames.receive(line);
        if (frames.result().isPresent()) {
          Ur whole = frames.result().get();
          frames = new UrDecoder();
          return ofBytes(whole.content().toBytes());
        }
      }
    } catch (UrException e) {
      frames = new UrDecoder();
      return new Delivery.Unknown(String.valueOf(e.getMessage()));
    }
    return new Delivery.Part(frames.received(), frames.expected());
  }

  private Delivery ofBytes(byte[] content) {
    try {
      if (startsWith(content, TREASURY_MAGIC)) {
        return new Delivery.Events(TreasuryFile.decode(content, prefixes));
      }
      if (startsWith(content, PSBT_MAGIC)) {
        return new Delivery.Signatures(Psbt.decode(content));
      }
      return unknown();
    } catch (TreasuryException e) {
      return new Delivery.Unknown(e.sentence());
    } catch (PsbtException e) {
      return new Delivery.Unknown(
          "The payment is damaged (%s). Nothing was taken from it.".formatted(e.getMessage()));
    }
  }
}
