package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder for intermediate files, made when it is first asked for, readable by its owner only. */
final class WorkFolder {
  private @Nullable Path folder;

  synchronized Path path() {
    Path made = folder;
    if (made == null) {
      made = make();
      folder = made;
    }
    return made;
  }

  private static Path make() {
    try {
      return Files.createTempDirectory("braintrust-beam-");
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(
              "cannot make a work folder in %s: %s"
                  .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
              e));
    }
  }

  synchronized void delete() {
    Path made = folder;
    if (made == null) {
      return;
    }
    try (Stream<Path> tree = Files.walk(made)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // Left to the system's own cleaning of its folder for temporary files.
    }
  }
}
