package org.braintrustbeam.emulator.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.braintrustbeam.emulator.api.ApiError;

/** Page cursors: numbers, big-endian, in standard base64 without padding. */
public final class Cursors {
  private Cursors() {}

  public static String ofKey(long key) {
    return encode(key);
  }

  public static String ofVersion(VersionKey version) {
    return encode(version.xact(), version.key());
  }

  public static long key(String cursor) {
    return decode(cursor, 1)[0];
  }

  /** Of a version the transaction and the key; the object is the reader's. */
  public static VersionKey version(String cursor) {
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
