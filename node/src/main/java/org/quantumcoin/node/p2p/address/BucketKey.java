package org.quantumcoin.node.p2p.address;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.p2p.message.NetAddress;

/// The secret that decides in which bucket, and where in it, an address is kept: without it nobody
/// can tell which addresses push which others out.
final class BucketKey {
  static final int BYTES = 32;

  /// All tried addresses of one group share so many buckets (Core's
  /// `ADDRMAN_TRIED_BUCKETS_PER_GROUP`).
  private static final int TRIED_BUCKETS_PER_GROUP = 8;

  /// All addresses that sources of one group told us of share so many buckets (Core's
  /// `ADDRMAN_NEW_BUCKETS_PER_SOURCE_GROUP`).
  private static final int NEW_BUCKETS_PER_SOURCE_GROUP = 64;

  private final byte[] secret;
  private final NetGroups groups;

  BucketKey(byte[] secret, NetGroups groups) {
    this.secret = secret.clone();
    this.groups = groups;
  }

  static BucketKey random(RandomGenerator random, NetGroups groups) {
    byte[] secret = new byte[BYTES];
    Random.from(random).nextBytes(secret);
    return new BucketKey(secret, groups);
  }

  NetGroups groups() {
    return groups;
  }

  byte[] secret() {
    return secret.clone();
  }

  boolean isZero() {
    int all = 0;
    for (byte b : secret) {
      all |= b;
    }
    return all == 0;
  }

  int triedBucket(NetAddress address) {
    long first = cheap(writer().writeVarBytes(addressKey(address)));
    long second =
        cheap(
            writer()
                .writeVarBytes(groups.of(address).bytes())
                .writeInt64(Long.remainderUnsigned(first, TRIED_BUCKETS_PER_GROUP)));
    return (int) Long.remainderUnsigned(second, AddressManager.TRIED_BUCKETS);
  }

  int newBucket(NetAddress address, NetAddress source) {
    byte[] sourceGroup = groups.of(source).bytes();
    long first =
        cheap(writer().writeVarBytes(groups.of(address).bytes()).writeVarBytes(sourceGroup));
    long second =
        cheap(
            writer()
                .writeVarBytes(sourceGroup)
                .writeInt64(Long.remainderUnsigned(first, NEW_BUCKETS_PER_SOURCE_GROUP)));
    return (int) Long.remainderUnsigned(second, AddressManager.NEW_BUCKETS);
  }

  int position(NetAddress address, boolean tried, int bucket) {
    long hash =
        cheap(
            writer()
                .writeByte(tried ? 'K' : 'N')
                .writeInt32(bucket)
                .writeVarBytes(addressKey(address)));
    return (int) Long.remainderUnsigned(hash, AddressManager.BUCKET_SIZE);
  }

  private ByteWriter writer() {
    return new ByteWriter(96).writeBytes(secret);
  }

  /// Core's `GetCheapHash`.
  private static long cheap(ByteWriter written) {
    return new ByteReader(Sha256.hashTwice(written.array(), 0, written.size())).readInt64();
  }

  private static byte[] addressKey(NetAddress address) {
    return new ByteWriter(40)
        .writeBytes(address.keyBytes())
        .writeUint16BigEndian(address.port())
        .toByteArray();
  }
}
