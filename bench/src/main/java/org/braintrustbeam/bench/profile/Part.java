package org.braintrustbeam.bench.profile;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parts of the program that time is told apart by. The first that fits a class is its part. */
enum Part {
  OURS_ROWS("ours: rows", "org.braintrustbeam.io.row."),
  OURS_FILES("ours: files", "org.braintrustbeam.io.files."),
  OURS_HTTP("ours: connector", "org.braintrustbeam.io.braintrust."),
  OURS("ours: transforms, commands", "org.braintrustbeam."),
  JACKSON("Jackson", "com.fasterxml.jackson."),
  FLINK("Flink", "org.apache.flink.", "org.apache.beam.runners.flink.", "org.apache.pekko."),
  BEAM("Beam", "org.apache.beam."),
  HTTP("HTTP client", "okhttp3.", "okio.", "java.net.", "sun.net.", "jdk.internal.net."),
  GZIP("gzip", "java.util.zip."),
  IO("files and sockets", "sun.nio.", "java.io.", "java.nio."),
  DIGEST("digests", "sun.security.", "java.security."),
  COLLECTIONS("collections", "java.util."),
  OTHER("other", "");

  private final String label;
  private final Pattern classes;

  Part(String label, String... prefixes) {
    this.label = label;
    this.classes =
        Pattern.compile(
            Arrays.stream(prefixes).map(Pattern::quote).collect(Collectors.joining("|")));
  }

  String label() {
    return label;
  }

  static Part of(String className) {
    for (Part part : values()) {
      if (part.classes.matcher(className).lookingAt()) {
        return part;
      }
    }
    return OTHER;
  }

  /** Whether it says on whose behalf the JDK's own classes work. */
  boolean isCaller() {
    return compareTo(HTTP) <= 0;
  }
}
