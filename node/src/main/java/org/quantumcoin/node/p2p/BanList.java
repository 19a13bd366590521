package org.quantumcoin.node.p2p;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.log.Log;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Ranges of addresses that an operator wants nothing to do with, each until a moment.
///
/// Kept in `banlist.json` in Core's format and written anew with every change, since bans are rare.
/// What is past is forgotten when it is looked at. Every method may be called from any thread.
public final class BanList {
  /// A list that a person keeps is short; each connection is compared with all of it.
  public static final int MAX_BANS = 10_000;

  /// No list of [#MAX_BANS] is as large.
  private static final long MAX_FILE_BYTES = 4L << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<Path> file;
  private final Map<Subnet, Ban> bans = new LinkedHashMap<>();

  /// A banned range; times are unix seconds.
  public record Ban(Subnet range, long createdSeconds, long untilSeconds) {}

  private BanList(Optional<Path> file) {
    this.file = file;
  }

  static BanList inMemory() {
    return new BanList(Optional.empty());
  }

  /// Reads the file, if there is one. One that makes no sense is logged and counts as empty, as in
  /// Core: a node that does not start would be worse.
  public static BanList open(Path file, long nowSeconds) {
    BanList list = new BanList(Optional.of(file));
    if (!Files.exists(file)) {
      return list;
    }
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IOException("it is too large");
      }
      for (Ban ban : parse(Files.readAllBytes(file))) {
        list.bans.put(ban.range(), ban);
      }
    } catch (IOException e) {
      Log.warning("Cannot read the list of bans " + file + ", nobody is banned: " + e.getMessage());
    }
    list.sweep(nowSeconds);
    return list;
  }

  /// Throws when the bytes are no list of bans.
  static List<Ban> parse(byte[] json) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException _) {
      throw new IOException("it is not JSON");
    }
    JsonNode all = root == null ? null : root.get("banned_nets");
    if (all == null || !all.isArray() || all.size() > MAX_BANS) {
      throw new IOException("it has no list \"banned_nets\" of at most " + MAX_BANS);
    }
    List<Ban> bans = new ArrayList<>();
    for (JsonNode entry : all) {
      bans.add(ban(entry));
    }
    return bans;
  }

  private static Ban ban(JsonNode entry) throws IOException {
    JsonNode address = entry.path("address");
    JsonNode created = entry.path("ban_created");
    JsonNode until = entry.path("banned_until");
    boolean wellFormed =
        address.isString()
            && created.isIntegralNumber()
            && created.canConvertToLong()
            && until.isIntegralNumber()
            && until.canConvertToLong();
    Optional<Subnet> range =
        wellFormed ? Subnet.parse(address.stringValue()) : Optional.<Subnet>empty();
    if (range.isEmpty()) {
      throw new IOException("a ban lacks its address or its times");
    }
    return new Ban(range.get().masked(), created.longValue(), until.longValue());
  }

  /// Adds a ban or changes its end. Throws [IllegalStateException] beyond [#MAX_BANS]; ask
  /// [#isFull] first.
  synchronized void add(Subnet range, long nowSeconds, long untilSeconds) {
    sweep(nowSeconds);
    Subnet masked = range.masked();
    if (bans.size() >= MAX_BANS && !bans.containsKey(masked)) {
      throw new IllegalStateException("too many bans");
    }
    bans.put(masked, new Ban(masked, nowSeconds, untilSeconds));
    save();
  }

  public synchronized boolean isFull(long nowSeconds) {
    sweep(nowSeconds);
    return bans.size() >= MAX_BANS;
  }

  /// Takes a ban of exactly this range back; false when there is none.
  public synchronized boolean remove(Subnet range, long nowSeconds) {
    sweep(nowSeconds);
    boolean removed = bans.remove(range.masked()) != null;
    if (removed) {
      save();
    }
    return removed;
  }

  public synchronized void clear() {
    bans.clear();
    save();
  }

  public synchronized boolean contains(InetAddress address, long nowSeconds) {
    sweep(nowSeconds);
    return bans.keySet().stream().anyMatch(range -> range.contains(address));
  }

  /// Whether exactly this range is banned, or for a single address whether any ban covers it (as
  /// Core asks before it bans).
  public synchronized boolean covers(Subnet range, long nowSeconds) {
    boolean single = range.prefixBits() == range.address().getAddress().length * 8;
    sweep(nowSeconds);
    return single ? contains(range.address(), nowSeconds) : bans.containsKey(range.masked());
  }

  /// Those in force, in order of their addresses.
  public synchronized List<Ban> all(long nowSeconds) {
    sweep(nowSeconds);
    return bans.values().stream().sorted(Comparator.comparing(BanList::order)).toList();
  }

  /// IPv4 before IPv6, then by the bytes of the address, then the wider range.
  private static String order(Ban ban) {
    StringBuilder key = new StringBuilder();
    byte[] bytes = ban.range().address().getAddress();
    key.append("%03d".formatted(bytes.length));
    for (byte b : bytes) {
      key.append("%02x".formatted(b & 0xff));
    }
    return key.append("%03d".formatted(ban.range().prefixBits())).toString();
  }

  private synchronized void sweep(long nowSeconds) {
    bans.values().removeIf(ban -> ban.untilSeconds() <= nowSeconds);
  }

  private void save() {
    @Nullable Path target = file.orElse(null);
    if (target == null) {
      return;
    }
    ArrayNode all = JSON.createArrayNode();
    for (Ban ban : bans.values()) {
      all.add(
          JSON.createObjectNode()
              .put("version", 1)
              .put("ban_created", ban.createdSeconds())
              .put("banned_until", ban.untilSeconds())
              .put("address", ban.range().toString()));
    }
    ObjectNode root = JSON.createObjectNode();
    root.set("banned_nets", all);
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    try {
      Files.writeString(fresh, root.toString());
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // The bans hold until the node ends; to stop it for this would serve nobody.
      Log.warning("Cannot write the list of bans " + target + ": " + e.getMessage());
    }
  }
}
