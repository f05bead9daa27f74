package org.braintrustbeam.emulator.blobs;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Sha256;

/**
 * Files by a key that the caller chose.
 *
 * <p>A file's name is the hash of its key: no key can point out of the folder or be too long for
 * it. A file is whole or not there, and it is on the disk when {@link #put} returns.
 */
public final class BlobFolder {
  private static final int BUFFER = 64 << 10;

  private final Path folder;

  private BlobFolder(Path folder) {
    this.folder = folder;
  }

  public static BlobFolder open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new BlobFolder(folder);
  }

  /** Keeps the bytes; earlier ones of that key are replaced. */
  public void put(String key, InputStream bytes, long maxBytes) throws IOException {
    Path part = Files.createTempFile(folder, "part", null);
    try (FileOutputStream out = new FileOutputStream(part.toFile())) {
      copy(bytes, out, maxBytes);
      out.getFD().sync();
      Files.move(
          part, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceNames();
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** The new name of a file is in the folder, and that has to be forced to the disk as well. */
  private void forceNames() throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** What is too long is read to its end, so that the client can listen. */
  private static void copy(InputStream bytes, OutputStream out, long maxBytes) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long copied = 0;
    for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
      copied += read;
      if (copied > maxBytes) {
        bytes.transferTo(OutputStream.nullOutputStream());
        throw ApiError.tooLarge(maxBytes);
      }
      out.write(buffer, 0, read);
    }
  }

  public boolean has(String key) {
    return Files.exists(file(key));
  }

  public long size(String key) throws IOException {
    return Files.size(file(key));
  }

  public InputStream read(String key) throws IOException {
    return Files.newInputStream(file(key));
  }

  /** Removes what was put before. */
  public void deleteOlderThan(Instant time) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      if (isOlder(file, time)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Not if it is gone by now: another upload was finished, or removed it. */
  private static boolean isOlder(Path file, Instant time) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private Path file(String key) {
    return folder.resolve(Sha256.hex(key));
  }
}
