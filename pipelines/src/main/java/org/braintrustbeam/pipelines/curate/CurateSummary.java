package org.braintrustbeam.pipelines.curate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.braintrustbeam.pipelines.curate.JudgeCases.Verdict;
import org.braintrustbeam.transforms.curate.ScoredTraces;

/** The result of a run for people. */
final class CurateSummary {
  private final CurateOptions options;
  private final CurateStart start;
  private final ReviewFile review;
  private final CurateTotals totals;

  CurateSummary(CurateOptions options, CurateStart start, ReviewFile review, CurateTotals totals) {
    this.options = options;
    this.start = start;
    this.review = review;
    this.totals = totals;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write((String.join("\n", lines()) + "\n").getBytes(UTF_8));
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (options.getLabelledRows() == null) {
      lines.add(
          "%d traces with scores: %d failing, %d passing, %d in between"
              .formatted(
                  totals.named(ScoredTraces.TRACES),
                  totals.named("traces_failing"),
                  totals.named("traces_passing"),
                  totals.named("traces_between")));
    }
    lines.add(
        "left out: %d nearly the same as another case, %d as a row of the dataset"
            .formatted(
                totals.duplicates() - totals.duplicatesInDataset(), totals.duplicatesInDataset()));
    lines.add(
        "%d cases (%s; %s), %d labelled"
            .formatted(
                totals.reviewed(),
                counts(totals.buckets()),
                counts(totals.sides()),
                totals.labelled()));
    lines.add("review: " + review.name());
    lines.add(options.getExecute() ? written() : wouldBe());
    return lines;
  }

  private static String counts(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "none"
        : counts.entrySet().stream()
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
  }

  private String written() {
    return "%d rows written, %d unchanged, %d kept as somebody has changed them"
        .formatted(totals.written(), totals.found(Verdict.UNCHANGED), totals.kept().size());
  }

  private String wouldBe() {
    if (totals.reviewed() == 0) {
      return "dry run: there is nothing to label or to write";
    }
    if (totals.labelled() == 0) {
      return "dry run: nothing is labelled yet; "
          + (options.getSystemContext() == null
              ? "give --system-context, or fill in 'expected' and hand the file back by"
                  + " --labelled-rows"
              : "--label buys " + calls() + " labels, --execute also writes the rows");
    }
    long there = totals.found(Verdict.UNCHANGED) + totals.kept().size();
    return "dry run: %d rows would be written, %d unchanged, %d kept; --execute --resume %s writes"
            .formatted(
                totals.labelled() - there,
                totals.found(Verdict.UNCHANGED),
                totals.kept().size(),
                start.folder().id())
        + " them"
        + unlabelled();
  }

  private String unlabelled() {
    long without = totals.reviewed() - totals.labelled();
    if (without == 0) {
      return "";
    }
    return "; %d cases have no label yet".formatted(without)
        + (totals.estimate().isNull() ? "" : ", --label or --execute buys " + calls());
  }

  private String calls() {
    String calls = totals.estimate().field("calls").idText();
    return calls == null ? "no" : calls;
  }
}
