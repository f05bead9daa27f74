package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.braintrustbeam.io.files.NamedFile;
import org.jspecify.annotations.Nullable;

/**
 * A folder for intermediate files, made when it is first asked for; on this machine readable by its
 * owner only.
 */
final class WorkFolder {
  private static final String PREFIX = "braintrust-beam-";

  private final String parent;
  private @Nullable String folder;

  private WorkFolder(String parent) {
    this.parent = parent;
  }

  /** In the system's folder for temporary files. */
  WorkFolder() {
    this(System.getProperty("java.io.tmpdir"));
  }

  /** In this folder: a path, or {@code scheme://…} on a file system that Beam knows. */
  static WorkFolder in(String parent) {
    return new WorkFolder(parent);
  }

  synchronized String path() {
    String made = folder;
    if (made == null) {
      made = make();
      folder = made;
    }
    return made;
  }

  private String make() {
    if (NamedFile.isUrl(parent)) { // it is there as soon as something is in it
      return parent + (parent.endsWith("/") ? "" : "/") + PREFIX + UUID.randomUUID();
    }
    try {
      return Files.createTempDirectory(Path.of(parent), PREFIX).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException(
              "cannot make a work folder in %s: %s".formatted(parent, e.getMessage()), e));
    }
  }

  synchronized void delete() {
    String made = folder;
    if (made == null) {
      return;
    }
    try {
      if (NamedFile.isUrl(made)) {
        deleteUrl(made);
      } else {
        deletePath(Path.of(made));
      }
    } catch (IOException | UncheckedIOException e) {
      // Left to the system's own cleaning of its folder for temporary files.
    }
  }

  private static void deleteUrl(String made) throws IOException {
    FileSystems.delete(
        FileSystems.match(made + "/**", EmptyMatchTreatment.ALLOW).metadata().stream()
            .map(MatchResult.Metadata::resourceId)
            .toList());
  }

  private static void deletePath(Path made) throws IOException {
    try (Stream<Path> tree = Files.walk(made)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    }
  }
}
