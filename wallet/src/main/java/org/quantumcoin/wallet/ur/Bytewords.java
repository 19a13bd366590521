package org.quantumcoin.wallet.ur;

import static org.quantumcoin.wallet.ur.UrException.require;

import java.util.Arrays;

/// Bytes as the first and last letters of words (BCR-2020-012, minimal style), with a checksum of
/// four bytes at the end.
final class Bytewords {
  /// The 256 words, by the values they stand for.
  private static final String WORDS =
      "ableacidalsoapexaquaarchatomauntawayaxisbackbaldbarnbeltbetabias"
          + "bluebodybragbrewbulbbuzzcalmcashcatschefcityclawcodecolacookcost"
          + "cruxcurlcuspcyandarkdatadaysdelidicedietdoordowndrawdropdrumdull"
          + "dutyeacheasyechoedgeepicevenexamexiteyesfactfairfernfigsfilmfish"
          + "fizzflapflewfluxfoxyfreefrogfuelfundgalagamegeargemsgiftgirlglow"
          + "goodgraygrimgurugushgyrohalfhanghardhawkheathelphighhillholyhope"
          + "hornhutsicedideaidleinchinkyintoirisironitemjadejazzjoinjoltjowl"
          + "judojugsjumpjunkjurykeepkenokeptkeyskickkilnkingkitekiwiknoblamb"
          + "lavalazyleaflegsliarlimplionlistlogoloudloveluaulucklungmainmany"
          + "mathmazememomenumeowmildmintmissmonknailnavyneednewsnextnoonnote"
          + "numbobeyoboeomitonyxopenovalowlspaidpartpeckplaypluspoempoolpose"
          + "puffpumapurrquadquizraceramprealredorichroadrockroofrubyruinruns"
          + "rustsafesagascarsetssilkskewslotsoapsolosongstubsurfswantacotask"
          + "taxitenttiedtimetinytoiltombtoystriptunatwinuglyundouniturgeuser"
          + "vastveryvetovialvibeviewvisavoidvowswallwandwarmwaspwavewaxywebs"
          + "whatwhenwhizwolfworkyankyawnyellyogayurtzapszerozestzinczonezoom";

  private static final int WORD_CHARS = 4;
  private static final int LETTERS = 26;

  /// By first and last letter; -1 where no word has them.
  private static final short[] VALUES = values();

  private Bytewords() {}

  private static short[] values() {
    short[] values = new short[LETTERS * LETTERS];
    Arrays.fill(values, (short) -1);
    for (int value = 0; value < WORDS.length() / WORD_CHARS; value++) {
      values[place(first(value), last(value))] = (short) value;
    }
    return values;
  }

  private static char first(int value) {
    return WORDS.charAt(value * WORD_CHARS);
  }

  private static char last(int value) {
    return WORDS.charAt(value * WORD_CHARS + WORD_CHARS - 1);
  }

  private static int place(char first, char last) {
    return (first - 'a') * LETTERS + last - 'a';
  }

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder(2 * (bytes.length + Crc32.BYTES));
    append(text, bytes);
    append(text, Crc32.bytes(Crc32.of(bytes)));
    return text.toString();
  }

  private static void append(StringBuilder text, byte[] bytes) {
    for (byte each : bytes) {
      int value = each & 0xff;
      text.append(first(value)).append(last(value));
    }
  }

  /// Lower case only. Throws [UrException].
  static byte[] decode(String text) {
    require(
        text.length() % 2 == 0 && text.length() >= 2 * Crc32.BYTES,
        "A part of the code is missing.");
    byte[] bytes = new byte[text.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      char first = text.charAt(2 * i);
      char last = text.charAt(2 * i + 1);
      boolean letters = first >= 'a' && first <= 'z' && last >= 'a' && last <= 'z';
      int value = letters ? VALUES[place(first, last)] : -1;
      require(value >= 0, "The code has letters that stand for nothing.");
      bytes[i] = (byte) value;
    }
    int length = bytes.length - Crc32.BYTES;
    byte[] checksum = Arrays.copyOfRange(bytes, length, bytes.length);
    require(
        Arrays.equals(checksum, Crc32.bytes(Crc32.of(bytes, 0, length))),
        "The checksum of the code is wrong: it was read or typed wrongly.");
    return Arrays.copyOf(bytes, length);
  }
}
