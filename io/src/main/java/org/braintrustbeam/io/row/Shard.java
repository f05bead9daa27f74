package org.braintrustbeam.io.row;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;

/**
 * What the keys that are combined together have in common.
 *
 * @param a the first half of its name
 * @param b the second half
 */
record Shard(long a, long b) {
  /**
   * Few, because the DirectRunner copies what a key has collected for every bundle that adds to it,
   * and a step like this one makes a bundle a shard: with 64 shards two such steps in a row took
   * twice the time they take with 8.
   */
  private static final int FEW = 8;

  /** One of a fixed number of shards. */
  static Shard oneOfFew(byte[] key) {
    CRC32C hash = new CRC32C();
    hash.update(key);
    return new Shard(0, hash.getValue() % FEW);
  }

  /**
   * The key's own: 128 bits of its SHA-256. Short and evenly spread, where keys themselves begin
   * alike with the id of their object: a sort compares its first bytes alone. Two keys with one
   * digest would be no harm: they would share a shard.
   */
  static Shard ofItsOwn(byte[] key) {
    ByteBuffer digest = ByteBuffer.wrap(sha256().digest(key));
    return new Shard(digest.getLong(), digest.getLong());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
