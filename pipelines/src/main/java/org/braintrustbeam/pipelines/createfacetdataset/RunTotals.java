package org.braintrustbeam.pipelines.createfacetdataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.RowCursor;
import org.braintrustbeam.pipelines.createfacetdataset.JudgeRows.Verdict;
import org.braintrustbeam.transforms.facet.call.ParseFacetCalls;
import org.braintrustbeam.transforms.facet.definition.FacetPrompt;

/** What a run came to, counted over the lines that its pipeline has left. */
final class RunTotals {
  private static final int FACET_TAG = 1;
  private static final int BUCKET_TAG = 2;

  private final Map<String, Long> named = new TreeMap<>();
  private final Map<String, Long> weakBuckets = new TreeMap<>();
  private final Map<String, Long> weakBucketsOfFacets = new TreeMap<>();
  private final Map<String, Long> buckets = new TreeMap<>();
  private final Map<String, Long> sides = new TreeMap<>();
  private final Map<String, Map<String, Long>> facets = new TreeMap<>();
  private final List<FacetPrompt> prompts = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private long finalFacets;
  private long chosen;
  private long rows;
  private long failed;
  private long unchanged;
  private long written;
  private RawJson estimate = RawJson.NULL;

  private RunTotals() {}

  static RunTotals of(Folders folders) throws IOException {
    RunTotals totals = new RunTotals();
    folders.forEach(FacetPipeline.COUNTS, totals::addCount);
    folders.forEach(FacetPipeline.FINAL_FACETS, line -> totals.finalFacets++);
    folders.forEach(FacetPipeline.PARSED_CALLS, totals::addCall);
    folders.forEach(FacetPipeline.PROMPTS, line -> totals.prompts.add(FacetPrompt.ofLine(line)));
    folders.forEach(FacetPipeline.ROWS, totals::addRow);
    folders.forEach(FacetPipeline.FAILED, line -> totals.failed++);
    folders.forEach(FacetPipeline.ESTIMATE, line -> totals.estimate = line);
    folders.settle(FacetPipeline.VERDICTS, line -> is(line, Verdict.UNCHANGED));
    try (RowCursor done = folders.written()) {
      folders.forEach(FacetPipeline.VERDICTS, line -> totals.addVerdict(line, done.contains(line)));
    }
    return totals;
  }

  private void addCount(RawJson line) {
    named.put(text(line, "name"), Long.parseLong(line.field("count").toString()));
  }

  private void addCall(RawJson line) {
    chosen++;
    String bucket = text(line, "weak_bucket");
    add(weakBuckets, bucket);
    add(weakBucketsOfFacets, text(line, "facet_name") + ':' + bucket);
  }

  private void addRow(RawJson line) {
    rows++;
    List<RawJson> tags = line.field("tags").elements();
    String bucket = String.valueOf(tags.get(BUCKET_TAG).text());
    String side = text(line.field("metadata"), "split");
    add(buckets, bucket);
    add(sides, side);
    Map<String, Long> facet =
        facets.computeIfAbsent(String.valueOf(tags.get(FACET_TAG).text()), name -> new TreeMap<>());
    add(facet, bucket);
    add(facet, side);
  }

  /** A row that an attempt of this run has written is written, whatever the next one found. */
  private void addVerdict(RawJson line, boolean isWritten) {
    if (isWritten) {
      written++;
    } else if (is(line, Verdict.KEPT)) {
      kept.add(text(line, "id"));
    } else if (is(line, Verdict.UNCHANGED)) {
      unchanged++;
    }
  }

  private static boolean is(RawJson line, Verdict verdict) {
    return verdict.word().equals(line.field("verdict").text());
  }

  private static void add(Map<String, Long> counts, String name) {
    counts.merge(name, 1L, Long::sum);
  }

  private static String text(RawJson line, String name) {
    return String.valueOf(line.field(name).text());
  }

  /** A total that the pipeline has counted; 0 if it did not occur. */
  long named(String name) {
    return named.getOrDefault(name, 0L);
  }

  /** Whether there was nothing to do. */
  boolean noSpans() {
    return named(ParseFacetCalls.CANDIDATE_COUNT) == 0;
  }

  /** Those that begin so, without that beginning. */
  Map<String, Long> namedWith(String prefix) {
    Map<String, Long> found = new TreeMap<>();
    named.forEach(
        (name, count) -> {
          if (name.startsWith(prefix)) {
            found.put(name.substring(prefix.length()), count);
          }
        });
    return found;
  }

  Map<String, Long> weakBuckets() {
    return weakBuckets;
  }

  /** By {@code facet:bucket}. */
  Map<String, Long> weakBucketsOfFacets() {
    return weakBucketsOfFacets;
  }

  Map<String, Long> buckets() {
    return buckets;
  }

  Map<String, Long> sides() {
    return sides;
  }

  /** Of each facet its rows by bucket and by side. */
  Map<String, Map<String, Long>> facets() {
    return facets;
  }

  /** By name of the facet. */
  List<FacetPrompt> prompts() {
    return prompts;
  }

  /** Ids of the rows whose label a person has corrected. */
  List<String> kept() {
    return kept;
  }

  long finalFacets() {
    return finalFacets;
  }

  long chosen() {
    return chosen;
  }

  long rows() {
    return rows;
  }

  long failed() {
    return failed;
  }

  /** Rows that the dataset had already as they are. */
  long unchanged() {
    return unchanged;
  }

  /** Rows that this run has written. */
  long written() {
    return written;
  }

  /** The line of the estimate; null unless it was asked for. */
  RawJson estimate() {
    return estimate;
  }
}
