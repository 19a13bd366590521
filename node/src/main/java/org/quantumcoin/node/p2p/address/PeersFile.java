package org.quantumcoin.node.p2p.address;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.NetAddress;

/// `peers.dat` in Core's format: what an [AddressManager] knows, with its secret.
///
/// Written: format 4 (several ports of one host). Read: formats 0 to 4, and later ones that say
/// they can be read as 4.
public final class PeersFile {
  /// Core's `FILE_FORMAT`: several ports of one host.
  private static final int FORMAT = 4;

  private static final int FORMAT_DETERMINISTIC = 1;
  private static final int FORMAT_ASMAP = 2;
  private static final int FORMAT_BIP155 = 3;

  /// Core's `INCOMPATIBILITY_BASE`, so that versions before formats were numbered refuse the file.
  private static final int INCOMPATIBILITY_BASE = 32;

  /// In the number of buckets for the same reason.
  private static final int BUCKETS_MARK = 1 << 30;

  /// All places taken by the longest addresses come to 9 MB.
  private static final long MAX_FILE_BYTES = 16L << 20;

  /// Each address may be in several buckets, but no more than there are places.
  private static final int MAX_PLACES = AddressManager.NEW_BUCKETS * AddressManager.BUCKET_SIZE;

  private static final int HASH_BYTES = 32;

  private final Path file;
  private final int magic;
  private final NetGroups groups;

  /// The file has a form that this version cannot read.
  private static final class OtherVersionException extends IOException {
    private static final long serialVersionUID = 1L;

    OtherVersionException(String message) {
      super(message);
    }
  }

  /// @param magic of the network, as [org.quantumcoin.node.params.NetworkParams] has it
  public PeersFile(Path file, int magic, NetGroups groups) {
    this.file = file;
    this.magic = magic;
    this.groups = groups;
  }

  /// Reads it; makes one when there is none. A file of a version that cannot be read is kept beside
  /// as `peers.dat.bak`. Throws with a sentence for the operator when the file is damaged: to go on
  /// without it would make an attack on the file an attack on the choice of peers.
  public AddressManager open(RandomGenerator random) throws IOException {
    if (!Files.exists(file)) {
      Log.info("Creating peers.dat because the file was not found (\"" + file + "\")");
      return created(random);
    }
    long start = System.nanoTime();
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IOException("the file has more than " + MAX_FILE_BYTES + " bytes");
      }
      AddressManager manager = decode(Files.readAllBytes(file), magic, random, groups);
      Log.info(
          "Loaded %d addresses from peers.dat  %dms"
              .formatted(manager.size(), (System.nanoTime() - start) / 1_000_000));
      return manager;
    } catch (OtherVersionException e) {
      Path _ =
          Files.move(
              file,
              file.resolveSibling(file.getFileName() + ".bak"),
              StandardCopyOption.REPLACE_EXISTING);
      Log.info(
          "Creating new peers.dat because the file version was not compatible (\""
              + file
              + "\"). Original backed up to peers.dat.bak");
      return created(random);
    } catch (IOException e) {
      throw new IOException(
          "Invalid or corrupt peers.dat ("
              + e.getMessage()
              + "). If you believe this is a bug, please report it to the developers. As a workaround, you can move the file (\""
              + file
              + "\") out of the way (rename, move, or delete) to have a new one created on the next start.",
          e);
    }
  }

  private AddressManager created(RandomGenerator random) {
    AddressManager manager = AddressManager.create(random, groups);
    write(encode(manager, magic));
    return manager;
  }

  /// The bytes that [#write] puts into the file, taken on the thread that the manager lives on.
  public byte[] encode(AddressManager manager) {
    return encode(manager, magic);
  }

  /// Replaces the file. What cannot be written is logged: the node goes on without.
  public synchronized void write(byte[] bytes) {
    try {
      ChecksummedFile.replace(file, bytes);
    } catch (IOException e) {
      Log.error("Could not write the addresses of peers to " + file + ": " + e.getMessage());
    }
  }

  static byte[] encode(AddressManager manager, int magic) {
    List<KnownAddress> fresh = manager.allNew();
    List<KnownAddress> tried = manager.allTried();
    ByteWriter out = new ByteWriter(128 + 64 * (fresh.size() + tried.size()));
    out.writeByte(FORMAT).writeByte(INCOMPATIBILITY_BASE + FORMAT);
    out.writeBytes(manager.key().secret());
    out.writeInt32(fresh.size()).writeInt32(tried.size());
    out.writeInt32(AddressManager.NEW_BUCKETS ^ BUCKETS_MARK);
    Map<KnownAddress, Integer> indexes = new HashMap<>();
    for (KnownAddress info : fresh) {
      indexes.put(info, indexes.size());
      writeInfo(out, info);
    }
    tried.forEach(info -> writeInfo(out, info));
    for (int bucket = 0; bucket < AddressManager.NEW_BUCKETS; bucket++) {
      List<KnownAddress> there = manager.newBucket(bucket);
      out.writeInt32(there.size());
      there.forEach(info -> out.writeInt32(indexes.getOrDefault(info, -1)));
    }
    // Zeros where there is no map of autonomous systems.
    out.writeBytes(manager.groups().version());
    return ChecksummedFile.bytes(out, magic);
  }

  private static void writeInfo(ByteWriter out, KnownAddress info) {
    AddressCodec.write(out, info.told());
    info.source.writeHostV2(out);
    out.writeInt64(info.lastSuccessSeconds).writeInt32(info.attempts);
  }

  static AddressManager decode(byte[] bytes, int magic, RandomGenerator random, NetGroups groups)
      throws IOException {
    ByteReader in = ChecksummedFile.open(bytes, magic);
    AddressManager manager;
    try {
      manager = read(in, random, groups);
      in.expectEnd();
    } catch (DecodeException e) {
      throw new IOException(e.getMessage(), e);
    }
    ChecksummedFile.checkHash(bytes);
    return manager;
  }

  private static AddressManager read(ByteReader in, RandomGenerator random, NetGroups groups)
      throws IOException {
    int format = in.readByte();
    checkCompatible(format, in.readByte());
    AddressManager manager =
        new AddressManager(new BucketKey(in.readBytes(BucketKey.BYTES), groups), random);
    int newCount = count(in.readInt32(), "nNew", AddressManager.NEW_BUCKETS);
    int triedCount = count(in.readInt32(), "nTried", AddressManager.TRIED_BUCKETS);
    int buckets = in.readInt32() ^ (format >= FORMAT_DETERMINISTIC ? BUCKETS_MARK : 0);
    // Most addresses come from few sources: one object for each saves memory.
    Map<NetAddress, NetAddress> sources = new HashMap<>();
    List<KnownAddress> fresh = new ArrayList<>();
    for (int i = 0; i < newCount; i++) {
      KnownAddress info = readInfo(in, format, sources);
      if (!manager.restoreNew(info)) {
        throw inconsistent(-5);
      }
      fresh.add(info);
    }
    int lostTried = 0;
    for (int i = 0; i < triedCount; i++) {
      switch (manager.restoreTried(readInfo(in, format, sources))) {
        case KEPT -> {}
        case LOST -> lostTried++;
        case TWICE -> throw inconsistent(-5);
      }
    }
    readBuckets(in, format, buckets, manager, fresh);
    int lostNew = manager.dropUnplaced();
    if (lostNew + lostTried > 0) {
      String line =
          "addrman lost %d new and %d tried addresses due to collisions or invalid addresses"
              .formatted(lostNew, lostTried);
      Log.debug(LogCategory.ADDRMAN, line);
    }
    int wrong = manager.check();
    if (wrong != 0) {
      throw inconsistent(wrong);
    }
    return manager;
  }

  private static void checkCompatible(int format, int compatible) throws IOException {
    if (compatible < INCOMPATIBILITY_BASE) {
      throw new IOException(
          "Corrupted addrman database: The compat value (%d) is lower than the expected minimum value %d."
              .formatted(compatible, INCOMPATIBILITY_BASE));
    }
    int lowest = compatible - INCOMPATIBILITY_BASE;
    if (lowest > FORMAT) {
      throw new OtherVersionException(
          "Unsupported format of addrman database: %d. It is compatible with formats >=%d, but the maximum supported by this version is %d."
              .formatted(format, lowest, FORMAT));
    }
  }

  private static IOException inconsistent(int code) {
    return new IOException("Corrupt data. Consistency check failed with code " + code);
  }

  private static int count(int count, String name, int buckets) throws IOException {
    int most = buckets * AddressManager.BUCKET_SIZE;
    if (count < 0 || count > most) {
      throw new IOException(
          "Corrupt AddrMan serialization: %s=%d, should be in [0, %d]"
              .formatted(name, count, most));
    }
    return count;
  }

  private static KnownAddress readInfo(
      ByteReader in, int format, Map<NetAddress, NetAddress> sources) {
    boolean v2 = format >= FORMAT_BIP155;
    var told = AddressCodec.read(in, v2);
    NetAddress source = v2 ? NetAddress.readHostV2(in) : NetAddress.readHostLegacy(in);
    NetAddress before = sources.putIfAbsent(source, source);
    KnownAddress info = new KnownAddress(told, before == null ? source : before);
    info.lastSuccessSeconds = in.readInt64();
    info.attempts = in.readInt32();
    return info;
  }

  private static void readBuckets(
      ByteReader in, int format, int buckets, AddressManager manager, List<KnownAddress> fresh) {
    record Place(int bucket, KnownAddress info) {}
    List<Place> places = new ArrayList<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      int entries = in.readInt32();
      for (int i = 0; i < entries; i++) {
        int index = in.readInt32();
        if (index >= 0 && index < fresh.size()) {
          places.add(new Place(bucket, fresh.get(index)));
        }
        if (places.size() > MAX_PLACES) {
          throw new DecodeException("more than " + MAX_PLACES + " places are taken");
        }
      }
    }
    byte[] version = format >= FORMAT_ASMAP ? in.readBytes(HASH_BYTES) : new byte[HASH_BYTES];
    boolean sameGroups = Arrays.equals(version, manager.groups().version());
    boolean sameBuckets = sameGroups && buckets == AddressManager.NEW_BUCKETS;
    if (!sameBuckets) {
      Log.debug(
          LogCategory.ADDRMAN,
          "Bucketing method was updated, re-bucketing addrman entries from disk");
    }
    for (Place place : places) {
      manager.placeNew(place.info(), place.bucket(), sameBuckets);
    }
  }
}
