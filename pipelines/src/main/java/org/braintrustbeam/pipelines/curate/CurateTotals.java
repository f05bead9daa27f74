package org.braintrustbeam.pipelines.curate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.RowCursor;
import org.braintrustbeam.pipelines.curate.JudgeCases.Verdict;
import org.jspecify.annotations.Nullable;

/** What a run came to, counted over the lines that its pipelines have left. */
final class CurateTotals {
  private final Map<String, Long> named = new TreeMap<>();
  private final Map<String, Long> buckets = new TreeMap<>();
  private final Map<String, Long> sides = new TreeMap<>();
  private final Map<Verdict, Long> verdicts = new TreeMap<>();
  private final List<String> kept = new ArrayList<>();
  private long noInput;
  private long duplicates;
  private long duplicatesInDataset;
  private long reviewed;
  private long labelled;
  private long known;
  private long failed;
  private long written;
  private RawJson estimate = RawJson.NULL;

  private CurateTotals() {}

  /**
   * Of these folders.
   *
   * @param written of the pipeline that writes; null if it has not run
   */
  static CurateTotals of(Folders folders, @Nullable Folders written) throws IOException {
    CurateTotals totals = new CurateTotals();
    folders.forEach(SelectPipeline.COUNTS, totals::addCount);
    folders.forEach(SelectPipeline.NO_INPUT, line -> totals.noInput++);
    folders.forEach(SelectPipeline.DUPLICATES, totals::addDuplicate);
    folders.forEach(SelectPipeline.REVIEW, totals::addRow);
    folders.forEach(SelectPipeline.KNOWN, line -> totals.known++);
    folders.forEach(SelectPipeline.FAILED, line -> totals.failed++);
    folders.forEach(SelectPipeline.ESTIMATE, line -> totals.estimate = line);
    folders.forEach(SelectPipeline.VERDICTS, line -> totals.addVerdict(line, false));
    if (written != null) {
      totals.addWritten(written);
    }
    return totals;
  }

  private void addWritten(Folders folders) throws IOException {
    folders.settle(WritePipeline.VERDICTS, line -> is(line, Verdict.UNCHANGED));
    try (RowCursor done = folders.written()) {
      folders.forEach(WritePipeline.VERDICTS, line -> addVerdict(line, done.contains(line)));
    }
  }

  private void addCount(RawJson line) {
    named.put(text(line, "name"), Long.parseLong(line.field("count").toString()));
  }

  private void addRow(RawJson line) {
    reviewed++;
    labelled += line.field("expected").isNull() ? 0 : 1;
    String bucket = line.field("bucket").text();
    buckets.merge(bucket == null ? "unknown" : bucket, 1L, Long::sum);
    sides.merge(text(line, "split"), 1L, Long::sum);
  }

  private void addDuplicate(RawJson line) {
    duplicates++;
    duplicatesInDataset += line.field("in_dataset").toString().equals("true") ? 1 : 0;
  }

  /** A row that an attempt of this run has written is written, whatever the next one found. */
  private void addVerdict(RawJson line, boolean isWritten) {
    if (isWritten) {
      written++;
      return;
    }
    for (Verdict verdict : Verdict.values()) {
      if (is(line, verdict)) {
        verdicts.merge(verdict, 1L, Long::sum);
      }
    }
    if (is(line, Verdict.KEPT)) {
      kept.add(text(line, "id"));
    }
  }

  private static boolean is(RawJson line, Verdict verdict) {
    return verdict.word().equals(line.field("verdict").text());
  }

  private static String text(RawJson line, String name) {
    return String.valueOf(line.field(name).text());
  }

  /** A total that the pipeline has counted; 0 if it did not occur. */
  long named(String name) {
    return named.getOrDefault(name, 0L);
  }

  /** Rows of the review file by bucket. */
  Map<String, Long> buckets() {
    return buckets;
  }

  /** Rows of the review file by side. */
  Map<String, Long> sides() {
    return sides;
  }

  /** Rows that were found to be so, and were not written. */
  long found(Verdict verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  /** Ids of the rows that a person has changed in the dataset. */
  List<String> kept() {
    return kept;
  }

  /** Cases whose trace has no input. */
  long noInput() {
    return noInput;
  }

  /** Cases that are nearly the same as others, or as rows of the dataset. */
  long duplicates() {
    return duplicates;
  }

  /** Those of them that are nearly the same as rows of the dataset. */
  long duplicatesInDataset() {
    return duplicatesInDataset;
  }

  /** Rows of the review file. */
  long reviewed() {
    return reviewed;
  }

  /** Those of them that have a label. */
  long labelled() {
    return labelled;
  }

  /** Cases whose label was in the dataset already. */
  long known() {
    return known;
  }

  /** Cases that the model gave no label. */
  long failed() {
    return failed;
  }

  /** Rows that this run has written. */
  long written() {
    return written;
  }

  /** The line of the estimate; null unless labels could be bought. */
  RawJson estimate() {
    return estimate;
  }
}
