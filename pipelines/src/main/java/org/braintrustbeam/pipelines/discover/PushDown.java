package org.braintrustbeam.pipelines.discover;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.braintrust.SqlText;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.discover.Answers.Service;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.CohortValue;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Gap;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyPlan;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.braintrustbeam.transforms.discover.tally.TallyTable.LeftOut;
import org.braintrustbeam.transforms.keys.Created;

/**
 * Has the service count. The tallies are those of a scan; percentiles are what the service makes of
 * them, and those of a scan at most 1 % off.
 */
final class PushDown {
  /** Values in one query, so that it stays readable and short enough. */
  private static final int VALUES = 200;

  private final Service service;
  private final TallyPlan plan;
  private final LogSql sql;
  private final HourSql hours;
  private final TallyTable table = new TallyTable();

  PushDown(Service service, TallyPlan plan, LogSql sql) {
    this.service = service;
    this.plan = plan;
    this.sql = sql;
    this.hours = new HourSql(sql, plan.scores());
  }

  TallyTable table() {
    for (Part part : List.of(Part.NOW, Part.BEFORE)) {
      askTraffic(part);
      askScores(part);
      askCalls(part, true);
      askCalls(part, false);
    }
    askScoresByHour();
    askScoresByTenth();
    for (Figure figure : Figure.COHORTS) {
      askCohorts(figure);
    }
    for (Gap gap : Gap.values()) {
      long count = Answers.onlyCount(service.ask(GapSql.count(sql, gap)));
      put(Part.NOW, Figure.GAP, gap.word(), "", Amounts.of(count, 0));
    }
    if (plan.datasetId() != null) {
      new DatasetTallies(service, plan, table).ask(plan.datasetId());
    }
    return table;
  }

  private void put(Part part, Figure figure, String name, String value, Amounts amounts) {
    if (amounts.count() > 0) {
      table.put(new TallyKey(part, figure, name, value), amounts);
    }
  }

  private static String hour(Map<String, RawJson> row) {
    return Created.of(row.getOrDefault("hour", RawJson.NULL))
        .truncatedTo(ChronoUnit.HOURS)
        .toString();
  }

  private void askTraffic(Part part) {
    for (RawJson json : service.ask(hours.spans(part))) {
      Map<String, RawJson> row = json.fields();
      put(part, Figure.SPANS, hour(row), "", counted(row));
    }
    Map<String, Long> failing = new TreeMap<>();
    for (RawJson json : service.ask(hours.failingTraces(part))) {
      Map<String, RawJson> row = json.fields();
      failing.put(hour(row), Answers.count(row, "n"));
    }
    for (RawJson json : service.ask(hours.traces(part))) {
      Map<String, RawJson> row = json.fields();
      Amounts traces = counted(row).withFailing(failing.getOrDefault(hour(row), 0L));
      put(part, Figure.TRACES, hour(row), "", traces);
    }
  }

  private static Amounts counted(Map<String, RawJson> row) {
    return Amounts.of(Answers.count(row, "n"), Answers.count(row, "failing"));
  }

  private void askScores(Part part) {
    if (plan.scores().isEmpty()) {
      return;
    }
    for (RawJson json : service.ask(hours.scores(part))) {
      Map<String, RawJson> row = json.fields();
      for (int i = 0; i < plan.scores().size(); i++) {
        put(part, Figure.SCORE, plan.scores().get(i), "", hours.score(i).amounts(row));
      }
    }
  }

  private void askScoresByHour() {
    if (plan.scores().isEmpty()) {
      return;
    }
    for (RawJson json : service.ask(hours.scoresByHour())) {
      Map<String, RawJson> row = json.fields();
      for (int i = 0; i < plan.scores().size(); i++) {
        Amounts amounts = hours.score(i).amounts(row);
        put(Part.NOW, Figure.SCORE_HOUR, plan.scores().get(i), hour(row), amounts);
      }
    }
  }

  private void askScoresByTenth() {
    if (plan.scores().isEmpty()) {
      return;
    }
    for (RawJson json : service.ask(hours.scoresByTenth())) {
      Map<String, RawJson> row = json.fields();
      for (int i = 0; i < plan.scores().size(); i++) {
        String name = plan.scores().get(i);
        long all = table.get(TallyKey.now(Figure.SCORE, name, "")).count();
        long before = 0;
        for (int tenth = 0; tenth < HourSql.TENTHS; tenth++) {
          boolean last = tenth == HourSql.TENTHS - 1;
          long below = last ? all : Answers.count(row, HourSql.below(i, tenth + 1));
          String place = Integer.toString(tenth);
          put(Part.NOW, Figure.SCORE_TENTH, name, place, Amounts.of(below - before, 0));
          before = below;
        }
      }
    }
  }

  private void askCalls(Part part, boolean models) {
    for (RawJson json : service.ask(CallSql.query(sql, part, models, plan.minCohort()))) {
      Map<String, RawJson> row = json.fields();
      (models ? CallSql.MODELS : CallSql.NAMES)
          .forEach(
              (figure, columns) -> {
                Amounts amounts = columns.amounts(row);
                if (amounts.count() >= plan.minCohort()) {
                  put(part, figure, Answers.text(row, "name"), "", amounts);
                }
              });
    }
  }

  private void askCohorts(Figure figure) {
    if (figure == Figure.METADATA && plan.metadataKeys().isEmpty()) {
      return;
    }
    CohortSql cohorts = CohortSql.of(figure);
    boolean few = CohortSql.FEW.contains(figure);
    String where = CohortSql.where(sql, plan.metadataKeys(), figure, false);
    String source = CohortSql.source(sql, figure, false);
    long fewest = few ? 1 : plan.minCohort(); // of few all come, and are counted here
    LeftOut rare = new LeftOut(0, 0);
    List<TallyKey> kept = new ArrayList<>();
    for (RawJson json : service.ask(cohorts.counts(source, where, fewest))) {
      Map<String, RawJson> row = json.fields();
      TallyKey key = key(figure, row);
      long count = Answers.count(row, "n");
      if (count >= plan.minCohort() && CohortValue.isWhole(key.value())) {
        put(Part.NOW, figure, key.name(), key.value(), Amounts.of(count, 0));
        kept.add(key);
      } else if (few) {
        rare = new LeftOut(rare.values() + 1, rare.traces() + count);
      }
    }
    if (few && rare.values() > 0) {
      table.addLeftOut(TallyKey.now(figure, "", ""), rare);
    } else if (!few) {
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

  /** The object of the records of a dataset, for SQL. */
  static String records(String datasetId) {
    return SqlText.source(ObjectType.DATASET, datasetId);
  }
}
