package org.braintrustbeam.io.files;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * A file by the name that a person gives it: a plain path, or {@code scheme://…} on a file system
 * that Beam knows. The latter need {@code FileSystems.setDefaultPipelineOptions} once before.
 */
public final class NamedFile {
  private static final Pattern URL = Pattern.compile("[a-zA-Z][-a-zA-Z0-9+.]*://.*");
  private static final int BUFFER_BYTES = 1 << 16;

  private NamedFile() {}

  /** Whether the name is {@code scheme://…}. */
  public static boolean isUrl(String name) {
    return URL.matcher(name).matches();
  }

  /** Whether both are names of one file that is there, however they are spelled. */
  public static boolean isSame(String left, String right) throws IOException {
    if (isUrl(left) || isUrl(right)) {
      return left.equals(right);
    }
    Path one = Path.of(left);
    Path other = Path.of(right);
    return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
  }

  /** Opens a file to be read. */
  public static InputStream open(String name) throws IOException {
    return isUrl(name)
        ? open(FileSystems.matchNewResource(name, false))
        : new BufferedInputStream(Files.newInputStream(Path.of(name)), BUFFER_BYTES);
  }

  /** Writes a file that is there as a whole or not at all; see {@link AtomicFile}. */
  public static void write(String name, AtomicFile.Content content) throws IOException {
    if (isUrl(name)) {
      writeWhole(FileSystems.matchNewResource(name, false), content);
    } else {
      AtomicFile.write(Path.of(name), content);
    }
  }

  static InputStream open(ResourceId file) throws IOException {
    return new BufferedInputStream(Channels.newInputStream(FileSystems.open(file)), BUFFER_BYTES);
  }

  /** Under a name of its own at first, so that two who write the same file do not meet. */
  static void writeWhole(ResourceId target, AtomicFile.Content content) throws IOException {
    ResourceId draft =
        target
            .getCurrentDirectory()
            .resolve("draft-" + UUID.randomUUID(), StandardResolveOptions.RESOLVE_FILE);
    try {
      writeHere(draft, content);
      move(draft, target);
    } catch (IOException | RuntimeException e) {
      delete(draft, e);
      throw e;
    }
  }

  private static void move(ResourceId draft, ResourceId target) throws IOException {
    try {
      FileSystems.rename(List.of(draft), List.of(target));
    } catch (UnsupportedOperationException e) { // then a copy is what it has
      FileSystems.copy(List.of(draft), List.of(target));
      FileSystems.delete(List.of(draft));
    }
  }

  private static void delete(ResourceId draft, Exception failure) {
    try {
      FileSystems.delete(List.of(draft), StandardMoveOptions.IGNORE_MISSING_FILES);
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** Writes under the name at once: for a name that nobody else knows yet. */
  static void writeHere(ResourceId file, AtomicFile.Content content) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            Channels.newOutputStream(FileSystems.create(file, MimeTypes.BINARY)), BUFFER_BYTES)) {
      content.writeTo(out);
    }
  }
}
