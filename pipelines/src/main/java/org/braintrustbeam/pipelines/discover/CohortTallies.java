package org.braintrustbeam.pipelines.discover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.discover.Answers.Service;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.CohortValue;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyPlan;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.braintrustbeam.transforms.discover.tally.TallyTable.LeftOut;

/** Asks for the cohorts of traces, and how many of them fail. */
final class CohortTallies {
  /** Values in one query, so that it stays readable and short enough. */
  private static final int VALUES = 200;

  private final Service service;
  private final TallyPlan plan;
  private final LogSql sql;
  private final TallyTable table;

  CohortTallies(Service service, TallyPlan plan, LogSql sql, TallyTable table) {
    this.service = service;
    this.plan = plan;
    this.sql = sql;
    this.table = table;
  }

  /** All of a kind. */
  void ask(Figure figure) {
    if (figure == Figure.METADATA && plan.metadataKeys().isEmpty()) {
      return;
    }
    CohortSql cohorts = CohortSql.of(figure);
    boolean few = CohortSql.FEW.contains(figure);
    String where = CohortSql.where(sql, plan.metadataKeys(), figure, false);
    String source = CohortSql.source(sql, figure, false);
    long fewest = few ? 1 : plan.minCohort(); // of few all come, and are counted here
    List<TallyKey> kept = new ArrayList<>();
    for (RawJson json : service.ask(cohorts.counts(source, where, fewest))) {
      Map<String, RawJson> row = json.fields();
      if (figure == Figure.MODEL && !Answers.isText(row, "value")) {
        continue; // nothing that a model is called
      }
      TallyKey key = key(figure, row);
      long count = Answers.count(row, "n");
      if (count >= plan.minCohort() && CohortValue.isWhole(key.value())) {
        table.put(key, Amounts.of(count, 0));
        kept.add(key);
      } else if (few) {
        table.addLeftOut(TallyKey.now(figure, "", ""), new LeftOut(1, count));
      }
    }
    if (!few) {
      askLeftOut(figure, cohorts, where, kept);
    }
    askFailing(figure, cohorts, kept);
  }

  private static TallyKey key(Figure figure, Map<String, RawJson> row) {
    return TallyKey.now(
        figure, Answers.text(row, "name"), CohortValue.of(row.getOrDefault("value", RawJson.NULL)));
  }

  private void askLeftOut(Figure figure, CohortSql cohorts, String where, List<TallyKey> kept) {
    for (RawJson json : service.ask(cohorts.totals(sql.spans(), where))) {
      Map<String, RawJson> row = json.fields();
      String name = Answers.text(row, "name");
      List<TallyKey> same = kept.stream().filter(key -> key.name().equals(name)).toList();
      long traces = same.stream().mapToLong(key -> table.get(key).count()).sum();
      long values = Answers.count(row, "kinds") - same.size();
      if (values > 0) {
        table.addLeftOut(
            TallyKey.now(figure, name, ""), new LeftOut(values, Answers.count(row, "n") - traces));
      }
    }
  }

  /** Of the cohorts that are kept alone, so many values a query that no answer is cut off. */
  private void askFailing(Figure figure, CohortSql cohorts, List<TallyKey> kept) {
    List<String> values =
        kept.stream().map(key -> LogSql.literal(key.value())).distinct().sorted().toList();
    for (int from = 0; from < values.size(); from += VALUES) {
      askFailingAmong(
          figure, cohorts, values.subList(from, Math.min(values.size(), from + VALUES)));
    }
  }

  private void askFailingAmong(Figure figure, CohortSql cohorts, List<String> values) {
    String where =
        CohortSql.where(sql, plan.metadataKeys(), figure, true) + " AND " + cohorts.among(values);
    List<RawJson> rows = service.ask(cohorts.counts(CohortSql.source(sql, figure, true), where, 1));
    if (rows.size() >= CohortSql.FULL && values.size() > 1) {
      int half = values.size() / 2;
      askFailingAmong(figure, cohorts, values.subList(0, half));
      askFailingAmong(figure, cohorts, values.subList(half, values.size()));
      return;
    }
    for (RawJson json : rows) {
      Map<String, RawJson> row = json.fields();
      TallyKey key = key(figure, row);
      Amounts all = table.get(key);
      if (all.count() > 0) {
        table.put(key, all.withFailing(Answers.count(row, "n")));
      }
    }
  }
}
