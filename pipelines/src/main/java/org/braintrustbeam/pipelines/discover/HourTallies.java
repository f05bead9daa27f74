package org.braintrustbeam.pipelines.discover;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.discover.Answers.Service;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyPlan;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.braintrustbeam.transforms.keys.Created;

/** Asks for traffic and scores, by hour and as a whole. */
final class HourTallies {
  private final Service service;
  private final TallyPlan plan;
  private final HourSql hours;
  private final TallyTable table;

  HourTallies(Service service, TallyPlan plan, HourSql hours, TallyTable table) {
    this.service = service;
    this.plan = plan;
    this.hours = hours;
    this.table = table;
  }

  /** What a window has. */
  void ask(Part part) {
    askTraffic(part);
    if (!plan.scores().isEmpty()) {
      askScores(part);
    }
  }

  /** How the scores of the window lie; asked after their counts. */
  void askScores() {
    if (!plan.scores().isEmpty()) {
      askScoresByHour();
      askScoresByTenth();
    }
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
    for (RawJson json : service.ask(hours.scores(part))) {
      Map<String, RawJson> row = json.fields();
      for (int i = 0; i < plan.scores().size(); i++) {
        put(part, Figure.SCORE, plan.scores().get(i), "", hours.score(i).amounts(row));
      }
    }
  }

  private void askScoresByHour() {
    for (RawJson json : service.ask(hours.scoresByHour())) {
      Map<String, RawJson> row = json.fields();
      for (int i = 0; i < plan.scores().size(); i++) {
        Amounts amounts = hours.score(i).amounts(row);
        put(Part.NOW, Figure.SCORE_HOUR, plan.scores().get(i), hour(row), amounts);
      }
    }
  }

  private void askScoresByTenth() {
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
}
