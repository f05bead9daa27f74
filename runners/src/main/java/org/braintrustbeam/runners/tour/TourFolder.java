package org.braintrustbeam.runners.tour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.braintrustbeam.runners.session.AtExit;

/** Where commands that are only shown leave their files; gone when it ends, by Ctrl-C too. */
public final class TourFolder implements AutoCloseable {
  private final Path path;
  private final AtExit atExit;

  private TourFolder(Path path) {
    this.path = path;
    this.atExit = AtExit.run(this::delete);
  }

  /** A new one. */
  public static TourFolder make() throws IOException {
    return new TourFolder(Files.createTempDirectory("braintrust-beam-tour-"));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // Left to the system's own cleaning of its folder for temporary files.
    }
  }

  @Override
  public void close() {
    delete();
    atExit.close();
  }
}
