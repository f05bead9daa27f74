package org.braintrustbeam.pipelines.curate;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.pipelines.command.LineFile;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.curate.ScoreRule;

/** A file of labelled rows that has been looked at from end to end before anything is done. */
final class LabelledFile {
  private final LineFile lines;
  private final Map<String, Long> ids = new HashMap<>();
  private final Map<String, Long> tracesWithoutId = new HashMap<>();
  private long checksum;
  private long unlabelled;

  private LabelledFile(String name) {
    this.lines = lines(name);
  }

  private static LineFile lines(String name) {
    return new LineFile("--labelled-rows", name, "not a labelled row, nothing was done");
  }

  /**
   * Checks a file.
   *
   * @param labelsMissing whether somebody will label rows that have no label
   * @throws UsageException with the number of the line, if there is one that is no such row
   */
  static LabelledFile check(String name, ScoreRule rule, boolean labelsMissing) throws IOException {
    LabelledFile file = new LabelledFile(name);
    LabelledLine reader = new LabelledLine("", rule);
    file.checksum =
        file.lines.read(
            (number, text) -> file.add(number, reader.read(number, text), labelsMissing));
    if (file.ids.isEmpty()) {
      throw new UsageException("--labelled-rows " + name + ": there is no row in it");
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
                    .formatted(name(), line, other));
          }
        });
  }

  /**
   * Copies it to where the workers see it.
   *
   * @throws IOException if it is not what was checked any more; there is no copy then
   */
  void copyTo(SharedFolder folder, String copy) throws IOException {
    lines.copyTo(folder, copy, checksum);
  }

  /** The cases of a file that was checked. */
  static void forEach(String name, InputStream in, LabelledLine reader, Consumer<Case> consumer)
      throws IOException {
    lines(name).forEachLine(in, (number, line) -> consumer.accept(reader.read(number, line)));
  }

  String name() {
    return lines.name();
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
