package org.braintrustbeam.pipelines.discover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.transforms.discover.stats.Rate;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Gap;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyTable.LeftOut;

/** What the findings cannot tell, and how far to trust them. */
final class Caveats {
  private static final long MANY_TRACES = 1_000;
  private static final long MANY_FAILURES = 50;
  private static final long FEW_FAILURES = 10;
  private static final long FEW_VALUES = 30;

  private final Findings findings;
  private final Rate traces;

  Caveats(Findings findings) {
    this.findings = findings;
    this.traces = findings.traces(Part.NOW);
  }

  /** {@code high}, {@code medium} or {@code low}, by how many traces and failures there are. */
  String confidence() {
    long passing = traces.count() - traces.failing();
    long fewer = Math.min(traces.failing(), passing);
    if (traces.count() >= MANY_TRACES && fewer >= MANY_FAILURES) {
      return "high";
    }
    return traces.count() >= FindSchema.ENOUGH_TRACES && fewer >= FEW_FAILURES ? "medium" : "low";
  }

  /** Sentences for people. */
  List<String> all() {
    List<String> all = new ArrayList<>();
    if (findings.unreadable() > 0) {
      all.add(findings.unreadable() + " rows could not be read, and are in no figure.");
    }
    addTraffic(all);
    addMeasurement(all);
    addLeftOut(all);
    return all;
  }

  private void addTraffic(List<String> all) {
    if (traces.count() < FindSchema.ENOUGH_TRACES) {
      all.add(
          "Low traffic: "
              + traces.count()
              + " traces; shares of so few move by themselves. A longer --window has more.");
    }
    if (traces.failing() < FEW_FAILURES) {
      all.add("Only " + traces.failing() + " traces fail: no cohort can stand out.");
    }
    long hours = Duration.between(findings.plan().from(), findings.plan().until()).toHours();
    long busy = findings.table().of(Part.NOW, Figure.TRACES).size();
    if (busy < hours) {
      all.add((hours - busy) + " of " + hours + " hours have no trace.");
    }
    if (hasCertain(Figure.SPANS) && !hasCertain(Figure.TRACES)) {
      all.add(
          "The share of spans with an error has changed, that of failing traces not for certain:"
              + " spans of a trace fail together, so it may be a few traces with many of them.");
    }
    if (findings.traces(Part.BEFORE).count() == 0) {
      all.add("The window before has no traces, so no change can be told.");
    }
  }

  private boolean hasCertain(Figure figure) {
    return findings.certainChanges().stream().anyMatch(change -> change.figure() == figure)
        || findings.certainPoints().stream().anyMatch(point -> point.figure() == figure);
  }

  private void addMeasurement(List<String> all) {
    if (findings.plan().scores().isEmpty()) {
      all.add("There are no scores: only errors count as failures.");
    }
    findings
        .table()
        .of(Part.NOW, Figure.SCORE)
        .forEach(
            (key, amounts) -> {
              if (amounts.count() < FEW_VALUES) {
                all.add("Score '" + key.name() + "' has " + amounts.count() + " values only.");
              }
            });
    long unscored = findings.gaps().getOrDefault(Gap.UNSCORED, 0L);
    if (!findings.plan().scores().isEmpty() && 2 * unscored > traces.count()) {
      all.add(
          unscored
              + " of "
              + traces.count()
              + " traces have no score: the share of failures is a lower bound.");
    }
    if (!findings.plan().facets().contains(findings.plan().issueFacet())) {
      all.add(
          "No root has the facet '"
              + findings.plan().issueFacet()
              + "': what it would catch is unknown (--issue-facet).");
    }
  }

  private void addLeftOut(List<String> all) {
    findings
        .found()
        .schema()
        .leftOut()
        .forEach((kind, names) -> all.add(names + " rarer names of " + kind + " are left out."));
    long values =
        findings.table().leftOut().entrySet().stream()
            .filter(entry -> entry.getKey().part() == Part.NOW)
            .map(Map.Entry::getValue)
            .mapToLong(LeftOut::values)
            .sum();
    if (values > 0) {
      all.add(
          values
              + " values are in fewer than "
              + findings.plan().minCohort()
              + " traces, or no plain values, and no cohorts (--min-cohort).");
    }
  }
}
