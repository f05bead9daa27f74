package org.braintrustbeam.transforms.facet.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of bytes, or of a text's UTF-8. */
public final class Sha256 {
  private Sha256() {}

  /** As 64 lower-case hexadecimal digits. */
  public static String hex(String text) {
    return hex(text.getBytes(UTF_8));
  }

  /** As 64 lower-case hexadecimal digits. */
  public static String hex(byte[] content) {
    return HexFormat.of().formatHex(digest(content));
  }

  /** As 32 bytes. */
  public static byte[] bytes(String text) {
    return digest(text.getBytes(UTF_8));
  }

  private static byte[] digest(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
