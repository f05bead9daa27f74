package org.braintrustbeam.pipelines.discover;

import static org.braintrustbeam.pipelines.discover.JsonTree.chance;
import static org.braintrustbeam.pipelines.discover.JsonTree.figure;
import static org.braintrustbeam.pipelines.discover.JsonTree.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.pipelines.discover.Examples.Example;
import org.braintrustbeam.transforms.discover.stats.CohortFinding;
import org.braintrustbeam.transforms.discover.stats.CohortFinding.Verdict;
import org.braintrustbeam.transforms.discover.stats.Rate;
import org.braintrustbeam.transforms.discover.tally.Cohort;
import org.braintrustbeam.transforms.discover.tally.CohortValue;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.jspecify.annotations.Nullable;

/** Cohorts as a part of {@code discover.json}. */
final class CohortsJson {
  private final Findings findings;
  private final LogSql sql;
  private final Examples examples;

  CohortsJson(Findings findings, LogSql sql, Examples examples) {
    this.findings = findings;
    this.sql = sql;
    this.examples = examples;
  }

  Object cohorts() {
    List<CohortFinding> failing = findings.cohorts(Verdict.FAILING);
    List<CohortFinding> healthy = findings.cohorts(Verdict.HEALTHY);
    Map<String, @Nullable Object> queries = new TreeMap<>();
    Map<String, @Nullable Object> totals = new TreeMap<>();
    for (Figure figure : Figure.COHORTS) {
      CohortSql cohorts = CohortSql.of(figure);
      String source = CohortSql.source(sql, figure, false);
      String where = CohortSql.where(sql, findings.plan().metadataKeys(), figure, false);
      queries.put(word(figure), cohorts.counts(source, where, findings.plan().minCohort()));
      boolean few = CohortSql.FEW.contains(figure);
      totals.put(
          word(figure), few ? cohorts.counts(source, where, 1) : cohorts.totals(source, where));
    }
    return object(
        "looked_at", findings.cohorts().size(),
        "min_cohort", findings.plan().minCohort(),
        "min_ratio", figure(Rate.LEAST_RATIO),
        "significance", figure(findings.significance()),
        "correction", "holm",
        "failing_count", failing.size(),
        "failing", failing.stream().limit(Findings.MOST_SHOWN).map(this::cohort).toList(),
        "healthy_count", healthy.size(),
        "healthy", healthy.stream().limit(Findings.MOST_SHOWN).map(this::cohort).toList(),
        "left_out", leftOut(),
        "left_out_queries", totals,
        "queries", queries);
  }

  static String word(Figure figure) {
    return figure.name().toLowerCase(Locale.ROOT);
  }

  static Map<String, @Nullable Object> named(Cohort cohort) {
    return object(
        "kind", word(cohort.figure()),
        "name", cohort.name(),
        "value", CohortValue.shown(cohort.value()));
  }

  private Map<String, @Nullable Object> cohort(CohortFinding finding) {
    Map<String, @Nullable Object> cohort = named(finding.cohort());
    cohort.put("traces", finding.rate().count());
    cohort.put("failing", finding.rate().failing());
    cohort.put("share", figure(finding.rate().share()));
    cohort.put("lift", figure(finding.lift()));
    cohort.put("p", chance(finding.p()));
    cohort.put("p_corrected", chance(finding.corrected()));
    cohort.put("query", sql.failingOf(finding.cohort()));
    cohort.put("examples", examples(examples.of(finding.cohort())));
    return cohort;
  }

  static List<Object> examples(List<Example> examples) {
    List<Object> all = new ArrayList<>();
    for (Example one : examples) {
      all.add(
          object(
              "id", one.id(),
              "root_span_id", one.trace(),
              "created", one.created(),
              "input", one.input(),
              "output", one.output(),
              "error", one.error(),
              "url", one.url()));
    }
    return all;
  }

  private List<Object> leftOut() {
    List<Object> all = new ArrayList<>();
    findings
        .table()
        .leftOut()
        .forEach(
            (key, some) -> {
              if (key.part() == Part.NOW) {
                all.add(
                    object(
                        "kind", word(key.figure()),
                        "name", key.name(),
                        "values", some.values(),
                        "traces", some.traces()));
              }
            });
    return all;
  }
}
