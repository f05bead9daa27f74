package org.braintrustbeam.emulator.store;

import java.nio.ByteBuffer;
import org.braintrustbeam.emulator.json.Json;

/**
 * The keys of the stored maps, laid out so that unsigned byte order is the order we read in.
 *
 * <p>A number that is to sort newest first is stored as its complement; all numbers are positive.
 */
public final class Keys {
  public static final byte[] NOTHING = {};

  private Keys() {}

  /** Rows by key, the versions of each newest first. */
  static byte[] version(int object, long key, long xact) {
    return ByteBuffer.allocate(20).putInt(object).putLong(key).putLong(~xact).array();
  }

  static VersionKey version(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    return new VersionKey(buffer.getLong(4), ~buffer.getLong(12));
  }

  /** Versions by transaction, newest first. */
  static byte[] history(int object, long xact, long key) {
    return ByteBuffer.allocate(20).putInt(object).putLong(~xact).putLong(~key).array();
  }

  static VersionKey history(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    return new VersionKey(~buffer.getLong(12), ~buffer.getLong(4));
  }

  public static byte[] object(int object) {
    return ByteBuffer.allocate(4).putInt(object).array();
  }

  static byte[] id(int object, String id) {
    byte[] utf8 = Json.utf8(id);
    return ByteBuffer.allocate(4 + utf8.length).putInt(object).put(utf8).array();
  }

  /** Rows by trace. The zero byte ends the text: "a" must not hold the rows of "ab". */
  static byte[] root(int object, String rootSpanId, long key) {
    byte[] utf8 = Json.utf8(rootSpanId);
    return ByteBuffer.allocate(13 + utf8.length)
        .putInt(object)
        .put(utf8)
        .put((byte) 0)
        .putLong(key)
        .array();
  }

  /** The row's key at the end of a {@link #root} key. */
  static long rootKey(byte[] stored) {
    return ByteBuffer.wrap(stored).getLong(stored.length - 8);
  }

  static byte[] number(long number) {
    return ByteBuffer.allocate(8).putLong(number).array();
  }

  static long number(byte[] stored) {
    return ByteBuffer.wrap(stored).getLong();
  }
}
