package org.braintrustbeam.pipelines.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.files.SharedFolder;

/**
 * A file of lines that a flag names, and that is looked at from end to end before anything is done.
 *
 * @param flag the flag
 * @param name a path, or a name on a Beam file system
 * @param refusal what is said of a line that is none of its kind, before the reason
 */
public record LineFile(String flag, String name, String refusal) {
  /** Takes a line. */
  @FunctionalInterface
  public interface LineConsumer {
    /**
     * Takes it.
     *
     * @param number the first is 1
     * @throws IllegalArgumentException if it is none of its kind, with the reason
     */
    void accept(long number, String line);
  }

  /**
   * Reads it.
   *
   * @return a checksum of what was read
   * @throws UsageException if there is no such file, or with the number of the line that is none of
   *     its kind
   */
  public long read(LineConsumer consumer) throws IOException {
    try (CheckedInputStream in = open()) {
      forEachLine(in, consumer);
      return in.getChecksum().getValue();
    }
  }

  /**
   * Reads a copy of it line by line, and closes that; empty lines count and are left out.
   *
   * @throws UsageException as {@link #read}
   */
  public void forEachLine(InputStream in, LineConsumer consumer) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, UTF_8.newDecoder()))) {
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          accept(number, line, consumer);
        }
      }
    } catch (CharacterCodingException e) {
      throw new UsageException(flag + " " + name + ": not a file of UTF-8 text");
    }
  }

  private void accept(long number, String line, LineConsumer consumer) {
    try {
      consumer.accept(number, line);
    } catch (IllegalArgumentException e) {
      throw new UsageException("%s:%d: %s: %s".formatted(name, number, refusal, e.getMessage()));
    }
  }

  /**
   * Copies it to where the workers see it.
   *
   * @param checksum of what was read before
   * @throws IOException if it is not the same any more; there is no copy then
   */
  public void copyTo(SharedFolder folder, String copy, long checksum) throws IOException {
    try (CheckedInputStream in = open()) {
      folder.write(
          copy,
          out -> {
            in.transferTo(out);
            if (in.getChecksum().getValue() != checksum) {
              throw new IOException(name + " was changed while it was read, nothing was written");
            }
          });
    }
  }

  private CheckedInputStream open() throws IOException {
    if (new File(name).isDirectory()) {
      throw new UsageException(flag + " " + name + ": is a folder");
    }
    try {
      return new CheckedInputStream(NamedFile.open(name), new CRC32C());
    } catch (FileNotFoundException | NoSuchFileException | InvalidPathException e) {
      throw new UsageException(flag + " " + name + ": no such file");
    }
  }
}
