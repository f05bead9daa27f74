package org.braintrustbeam.runners.session;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

/** The jar that a cluster is given. */
final class ProgramJar {
  /** Names the jars, separated by commas, where the program runs from class files. */
  static final String PROPERTY = "braintrust.beam.cluster.jars";

  private ProgramJar() {}

  /** The one that this program runs from. */
  static List<String> find() {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return List.of(named.split(","));
    }
    Path running = running();
    if (!Files.isRegularFile(running)) {
      throw new IllegalStateException(
          "the program runs from class files; -D" + PROPERTY + " names the jar for the cluster");
    }
    return List.of(running.toString());
  }

  private static Path running() {
    CodeSource source = ProgramJar.class.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
