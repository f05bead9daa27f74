package org.braintrustbeam.runners;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version, as the build wrote it. */
final class Version {
  private Version() {}

  static String current() throws IOException {
    try (InputStream text = Version.class.getResourceAsStream("version.txt")) {
      return text == null
          ? "unknown"
          : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
