package org.braintrustbeam.pipelines.curate;

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
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.curate.ScoreRule;

/** A file of labelled rows that has been looked at from end to end before anything is done. */
final class LabelledFile {
  private static final String FLAG = "--labelled-rows ";

  private final String name;
  private final Map<String, Long> ids = new HashMap<>();
  private final Map<String, Long> tracesWithoutId = new HashMap<>();
  private long checksum;
  private long unlabelled;

  private LabelledFile(String name) {
    this.name = name;
  }

  /**
   * Checks a file.
   *
   * @param labelsMissing whether somebody will label rows that have no label
   * @throws UsageException with the number of the line, if there is one that is no such row
   */
  static LabelledFile check(String name, ScoreRule rule, boolean labelsMissing) throws IOException {
    LabelledFile file = new LabelledFile(name);
    try (CheckedInputStream in = open(name)) {
      LabelledLine reader = new LabelledLine("", rule);
      forEachLine(
          name, in, (number, text) -> file.add(number, reader.read(number, text), labelsMissing));
      file.checksum = in.getChecksum().getValue();
    }
    if (file.ids.isEmpty()) {
      throw new UsageException(FLAG + name + ": there is no row in it");
    }
    return file;
  }

  private void add(long number, Case value, boolean labelsMissing) {
    Long earlier = ids.putIfAbsent(value.id(), number);
    if (earlier != null) {
      throw new IllegalArgumentException("its row is in line " + earlier + " already");
    }
    String trace = value.traceId();
    if (trace != null && value.id().equals(Case.idOf("", trace))) {
      tracesWithoutId.put(trace, number);
    }
    if (!value.isLabelled()) {
      unlabelled++;
      if (!labelsMissing) {
        throw new IllegalArgumentException(
            "no 'expected', and no --system-context for a model to label it by");
      }
    }
  }

  /**
   * Makes sure that no row has the id that another one gets from its trace.
   *
   * @throws UsageException with the number of the line
   */
  void requireUniqueIn(String projectId) {
    tracesWithoutId.forEach(
        (trace, line) -> {
          Long other = ids.get(Case.idOf(projectId, trace));
          if (other != null) {
            throw new UsageException(
                "%s:%d: not a labelled row, nothing was done: its row is in line %d already"
                    .formatted(name, line, other));
          }
        });
  }

  /**
   * Copies it to where the workers see it.
   *
   * @throws IOException if it is not what was checked any more; there is no copy then
   */
  void copyTo(SharedFolder folder, String copy) throws IOException {
    try (CheckedInputStream in = open(name)) {
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

  private static CheckedInputStream open(String name) throws IOException {
    if (new File(name).isDirectory()) {
      throw new UsageException(FLAG + name + ": is a folder");
    }
    try {
      return new CheckedInputStream(NamedFile.open(name), new CRC32C());
    } catch (FileNotFoundException | NoSuchFileException | InvalidPathException e) {
      throw new UsageException(FLAG + name + ": no such file");
    }
  }

  /** Takes a line. */
  interface LineConsumer {
    /** Takes it. */
    void accept(long number, String line);
  }

  /** The cases of a file that was checked. */
  static void forEach(String name, InputStream in, LabelledLine reader, Consumer<Case> consumer)
      throws IOException {
    forEachLine(name, in, (number, line) -> consumer.accept(reader.read(number, line)));
  }

  private static void forEachLine(String name, InputStream in, LineConsumer consumer)
      throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, UTF_8.newDecoder()))) {
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          accept(name, number, line, consumer);
        }
      }
    } catch (CharacterCodingException e) {
      throw new UsageException(FLAG + name + ": not a file of UTF-8 text");
    }
  }

  private static void accept(String name, long number, String line, LineConsumer consumer) {
    try {
      consumer.accept(number, line);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          name + ":" + number + ": not a labelled row, nothing was done: " + e.getMessage());
    }
  }

  String name() {
    return name;
  }

  int size() {
    return ids.size();
  }

  /** How many rows have no label. */
  long unlabelled() {
    return unlabelled;
  }

  /** By which the file is known when a run is resumed. */
  String checksum() {
    return Long.toHexString(checksum);
  }
}
