package org.braintrustbeam.runners;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a process is given by those who start it, so that a test can give something else.
 *
 * @param environment its environment variables
 * @param folder its working directory
 * @param out standard output
 * @param err standard error
 * @param outIsTerminal whether a person reads standard output
 * @param errIsTerminal whether a person reads standard error
 */
public record Surroundings(
    Map<String, String> environment,
    Path folder,
    OutputStream out,
    OutputStream err,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  /** Set by the start script, e.g. {@code out,err}: Java cannot tell the two streams apart. */
  private static final String TERMINALS = "braintrust.beam.terminals";

  /** Those of this process. */
  static Surroundings ofProcess() {
    // Straight to the descriptors: System.out would swallow a full disk and a closed pipe.
    OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
    OutputStream err = new FileOutputStream(FileDescriptor.err);
    String terminals = System.getProperty(TERMINALS, "");
    return new Surroundings(
        System.getenv(),
        Path.of(""),
        out,
        err,
        terminals.contains("out"),
        terminals.contains("err"));
  }

  /** Whether colours may be used on standard output. */
  boolean colored() {
    return outIsTerminal
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }
}
