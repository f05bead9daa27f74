package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.UUID;
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
  private static final int ATTEMPTS = 20;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

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

  /** Who works in it may be at its end too, and make or delete files at the same time. */
  private static void deletePath(Path made) throws IOException {
    for (int attempt = 1; Files.exists(made, LinkOption.NOFOLLOW_LINKS); attempt++) {
      try {
        Files.walkFileTree(made, new Deletion());
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        Pause.of(BETWEEN_ATTEMPTS);
      }
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes any) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      return goneOr(e);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      Files.deleteIfExists(folder);
      return e == null ? FileVisitResult.CONTINUE : goneOr(e);
    }

    private static FileVisitResult goneOr(IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }
}
