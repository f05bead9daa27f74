package org.braintrustbeam.transforms.keys;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * Tells by their {@code input} which rows are about the same case: the SHA-256 of the canonical
 * form, so of a fixed size whatever the input's.
 *
 * @param a the first eight bytes of the digest
 * @param b the next
 * @param c the next
 * @param d the last
 */
@DefaultCoder(InputKeyCoder.class)
public record InputKey(long a, long b, long c, long d) {

  /** The key of an {@code input}; an absent one counts as null. */
  public static InputKey of(RawJson input) {
    ByteBuffer digest = ByteBuffer.wrap(sha256().digest(CanonicalJson.of(input)));
    return new InputKey(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
  }

  /** The key that {@link #toString} wrote; null if the text is anything else. */
  public static @Nullable InputKey parse(String hex) {
    if (hex.length() != 64) {
      return null;
    }
    try {
      return new InputKey(part(hex, 0), part(hex, 1), part(hex, 2), part(hex, 3));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static long part(String hex, int index) {
    return Long.parseUnsignedLong(hex, 16 * index, 16 * index + 16, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest as 64 hexadecimal digits. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%016x%016x%016x%016x", a, b, c, d);
  }
}
