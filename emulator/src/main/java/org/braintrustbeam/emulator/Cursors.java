package org.braintrustbeam.emulator;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;

/** Page cursors: numbers, big-endian, in standard base64 without padding. */
final class Cursors {
  private Cursors() {}

  static String ofKey(long key) {
    return encode(key);
  }

  static String ofVersion(VersionKey version) {
    return encode(version.xact(), version.key());
  }

  static long key(String cursor) {
    return decode(cursor, 1)[0];
  }

  /** Of a version the transaction and the key; the object is the reader's. */
  static VersionKey version(String cursor) {
    long[] parts = decode(cursor, 2);
    return new VersionKey(parts[1], parts[0]);
  }

  private static String encode(long... parts) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * parts.length);
    for (long part : parts) {
      buffer.putLong(part);
    }
    return Base64.getEncoder().withoutPadding().encodeToString(buffer.array());
  }

  private static long[] decode(String cursor, int count) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(Base64.getDecoder().decode(cursor));
      long[] parts = new long[count];
      for (int i = 0; i < count; i++) {
        parts[i] = buffer.getLong();
      }
      if (buffer.hasRemaining()) {
        throw invalid();
      }
      return parts;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw invalid();
    }
  }

  private static ApiError invalid() {
    return ApiError.badRequest("Invalid cursor");
  }
}
