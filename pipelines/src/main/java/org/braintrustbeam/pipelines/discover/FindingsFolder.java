package org.braintrustbeam.pipelines.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.braintrustbeam.io.files.AtomicFile;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The folder of {@code --output-dir}.
 *
 * @param path as given, without a stroke at its end; null if nothing is written
 */
record FindingsFolder(@Nullable String path) {
  /**
   * The folder, made if it is not there: what is wrong with it is known before any request.
   *
   * @throws UsageException if it cannot be made
   */
  static FindingsFolder of(@Nullable String given) {
    if (given == null) {
      return new FindingsFolder(null);
    }
    if (!NamedFile.isUrl(given)) {
      make(given);
    }
    return new FindingsFolder(given.replaceFirst("(?<=.)/+$", ""));
  }

  private static void make(String folder) {
    try {
      Files.createDirectories(Path.of(folder));
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("--output-dir " + folder + ": no folder, and none can be made");
    }
  }

  /** Writes a file that is there as a whole or not at all; nothing without a folder. */
  void write(String name, AtomicFile.Content content) throws IOException {
    if (path == null) {
      return;
    }
    String file = path + "/" + name;
    try {
      NamedFile.write(file, content);
    } catch (IOException e) {
      throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
