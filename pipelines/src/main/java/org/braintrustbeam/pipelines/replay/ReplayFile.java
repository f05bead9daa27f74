package org.braintrustbeam.pipelines.replay;

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
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.pipelines.command.UsageException;

/** A dead-letter file that has been looked at from end to end before anything is written. */
final class ReplayFile {
  private final String name;
  private final Map<RowKey, Long> changes = new HashMap<>();
  private final Map<String, Long> datasets = new TreeMap<>();
  private final Map<String, Long> sources = new TreeMap<>();
  private final Set<String> fields = new TreeSet<>();
  private long checksum;
  private long notReplayable;
  private long firstNotReplayable;

  private ReplayFile(String name) {
    this.name = name;
  }

  /** Takes a line. */
  interface LineConsumer {
    /** Takes it. */
    void accept(ReplayLine line);
  }

  /**
   * Checks a file.
   *
   * @throws UsageException with the number of the line, if there is one that is not to be trusted
   */
  static ReplayFile check(String name) throws IOException {
    ReplayFile file = new ReplayFile(name);
    try (CheckedInputStream in = open(name)) {
      forEachLine(name, in, file::add);
      file.checksum = in.getChecksum().getValue();
    }
    return file;
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
            requireUnchanged(in.getChecksum().getValue());
          });
    }
  }

  /** Another run may have left its own rejected rows there meanwhile. */
  private void requireUnchanged(long found) throws IOException {
    if (found != checksum) {
      throw new IOException(name + " was changed while it was read, nothing was written");
    }
  }

  private static CheckedInputStream open(String name) throws IOException {
    if (new File(name).isDirectory()) {
      throw new UsageException("--replay " + name + ": is a folder");
    }
    try {
      return new CheckedInputStream(NamedFile.open(name), new CRC32C());
    } catch (FileNotFoundException | NoSuchFileException | InvalidPathException e) {
      throw new UsageException("--replay " + name + ": no such file");
    }
  }

  /**
   * Reads a file line by line, and closes it; empty lines count and are left out.
   *
   * @param name what to call it in a message
   * @throws UsageException as {@link #check}
   */
  static void forEachLine(String name, InputStream in, LineConsumer consumer) throws IOException {
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
      throw new UsageException("--replay " + name + ": not a file of UTF-8 text");
    }
  }

  private static void accept(String name, long number, String line, LineConsumer consumer) {
    try {
      consumer.accept(ReplayLine.parse(number, line));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          name + ":" + number + ": cannot be replayed, nothing was written: " + e.getMessage());
    }
  }

  private void add(ReplayLine line) {
    RowChange change = line.change();
    if (change == null) {
      firstNotReplayable = notReplayable == 0 ? line.number() : firstNotReplayable;
      notReplayable++;
      return;
    }
    Long earlier = changes.putIfAbsent(change.key(), line.number());
    if (earlier != null) {
      throw new IllegalArgumentException(
          "row '" + change.key().rowId() + "' is in line " + earlier + " already");
    }
    datasets.putIfAbsent(change.key().objectId(), line.number());
    sources.putIfAbsent(change.source().objectId(), line.number());
    change.fields().forEach(field -> fields.add(field.name()));
  }

  /** Refuses changes of datasets that the command line does not name. */
  void requireDatasets(Collection<String> ids) {
    require(datasets, ids, "changes dataset ");
  }

  /** Refuses changes whose values come from somewhere that the command line does not name. */
  void requireSources(Collection<String> ids) {
    require(sources, ids, "holds what was decided on ");
  }

  private void require(Map<String, Long> found, Collection<String> ids, String what) {
    found.forEach(
        (id, line) -> {
          if (!ids.contains(id)) {
            throw new UsageException(
                name + ":" + line + ": " + what + id + ", which this command line does not name");
          }
        });
  }

  String name() {
    return name;
  }

  /** How many changes there are to write. */
  int size() {
    return changes.size();
  }

  /** The fields that some change sets. */
  Set<String> fields() {
    return fields;
  }

  /** Rows that were refused when they were read, so there is nothing to write. */
  long notReplayable() {
    return notReplayable;
  }

  /** Where the first of these is, as {@code file:line}. */
  String firstNotReplayable() {
    return name + ":" + firstNotReplayable;
  }
}
