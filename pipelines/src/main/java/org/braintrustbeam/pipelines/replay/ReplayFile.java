package org.braintrustbeam.pipelines.replay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.pipelines.command.LineFile;
import org.braintrustbeam.pipelines.command.UsageException;

/** A dead-letter file that has been looked at from end to end before anything is written. */
final class ReplayFile {
  private final LineFile lines;
  private final Map<RowKey, Long> changes = new HashMap<>();
  private final Map<String, Long> datasets = new TreeMap<>();
  private final Map<String, Long> sources = new TreeMap<>();
  private final Set<String> fields = new TreeSet<>();
  private long checksum;
  private long notReplayable;
  private long firstNotReplayable;

  private ReplayFile(String name) {
    this.lines = lines(name);
  }

  private static LineFile lines(String name) {
    return new LineFile("--replay", name, "cannot be replayed, nothing was written");
  }

  /**
   * Checks a file.
   *
   * @throws UsageException with the number of the line, if there is one that is not to be trusted
   */
  static ReplayFile check(String name) throws IOException {
    ReplayFile file = new ReplayFile(name);
    file.checksum = file.lines.read((number, line) -> file.add(ReplayLine.parse(number, line)));
    return file;
  }

  /**
   * Copies it to where the workers see it.
   *
   * @throws IOException if it is not what was checked any more; there is no copy then
   */
  void copyTo(SharedFolder folder, String copy) throws IOException {
    lines.copyTo(folder, copy, checksum);
  }

  /**
   * The lines of a copy of a file that was checked.
   *
   * @param name what to call it in a message
   */
  static void forEach(String name, InputStream in, Consumer<ReplayLine> consumer)
      throws IOException {
    lines(name).forEachLine(in, (number, line) -> consumer.accept(ReplayLine.parse(number, line)));
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
                name() + ":" + line + ": " + what + id + ", which this command line does not name");
          }
        });
  }

  String name() {
    return lines.name();
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
    return name() + ":" + firstNotReplayable;
  }
}
