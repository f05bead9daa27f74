package org.braintrustbeam.pipelines.discover;

import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.discover.Answers.Service;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Gap;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyPlan;
import org.braintrustbeam.transforms.discover.tally.TallyTable;

/**
 * Has the service count. The tallies are those of a scan; percentiles are what the service makes of
 * them, and those of a scan at most 1 % off.
 */
final class PushDown {
  private final Service service;
  private final TallyPlan plan;
  private final LogSql sql;
  private final TallyTable table = new TallyTable();

  PushDown(Service service, TallyPlan plan, LogSql sql) {
    this.service = service;
    this.plan = plan;
    this.sql = sql;
  }

  TallyTable table() {
    HourTallies hours = new HourTallies(service, plan, new HourSql(sql, plan.scores()), table);
    for (Part part : List.of(Part.NOW, Part.BEFORE)) {
      hours.ask(part);
      askCalls(part, true);
      askCalls(part, false);
    }
    hours.askScores();
    CohortTallies cohorts = new CohortTallies(service, plan, sql, table);
    Figure.COHORTS.forEach(cohorts::ask);
    askGaps();
    if (plan.datasetId() != null) {
      new DatasetTallies(service, plan, table).ask(plan.datasetId());
    }
    return table;
  }

  private void askCalls(Part part, boolean models) {
    for (RawJson json : service.ask(CallSql.query(sql, part, models, plan.minCohort()))) {
      Map<String, RawJson> row = json.fields();
      if (!Answers.isText(row, "name")) {
        continue; // nothing that a model or a span is called
      }
      (models ? CallSql.MODELS : CallSql.NAMES)
          .forEach(
              (figure, columns) -> {
                Amounts amounts = columns.amounts(row);
                if (amounts.count() >= plan.minCohort()) {
                  table.put(new TallyKey(part, figure, Answers.text(row, "name"), ""), amounts);
                }
              });
    }
  }

  private void askGaps() {
    for (Gap gap : Gap.values()) {
      long count = Answers.onlyCount(service.ask(GapSql.count(sql, gap)));
      if (count > 0) {
        table.put(TallyKey.now(Figure.GAP, gap.word(), ""), Amounts.of(count, 0));
      }
    }
  }
}
