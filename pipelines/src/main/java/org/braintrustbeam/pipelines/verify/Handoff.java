package org.braintrustbeam.pipelines.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.braintrustbeam.io.files.AtomicFile;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of a run go.
 *
 * @param folder as the user gave it, without an end; empty for the working directory
 * @param state the file that remembers loops
 */
record Handoff(String folder, String state) {
  static final String SUMMARY = "bt-flywheel-summary.json";
  static final String NARRATIVE = "bt-flywheel-narrative.md";
  private static final String STATE = "bt-flywheel-state.json";

  /**
   * The places that the options name.
   *
   * @throws UsageException if the folder cannot be one
   */
  static Handoff of(VerifyOptions options) {
    String folder = folder(options.getOutputDir());
    String state = options.getState();
    return new Handoff(folder, state == null ? in(folder, STATE) : state);
  }

  private static String folder(@Nullable String given) {
    if (given == null || given.equals(".")) {
      return "";
    }
    if (!NamedFile.isUrl(given)) {
      requireFolder(given);
    }
    return given.replaceFirst("(?<=.)/+$", "");
  }

  private static void requireFolder(String given) {
    try {
      Path path = Path.of(given);
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new UsageException("--output-dir " + given + ": is no folder");
      }
      if (Files.isDirectory(path) && !Files.isWritable(path)) {
        throw new UsageException("--output-dir " + given + ": no permission to write there");
      }
    } catch (InvalidPathException e) {
      throw new UsageException("--output-dir " + given + ": not the name of a folder");
    }
  }

  private static String in(String folder, String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /** The name of a file in it. */
  String file(String name) {
    return in(folder, name);
  }

  /** Writes a file that is there as a whole or not at all. */
  static void write(String file, AtomicFile.Content content) throws IOException {
    try {
      if (!NamedFile.isUrl(file)) {
        Files.createDirectories(Path.of(file).toAbsolutePath().getParent());
      }
      NamedFile.write(file, content);
    } catch (IOException e) {
      throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
