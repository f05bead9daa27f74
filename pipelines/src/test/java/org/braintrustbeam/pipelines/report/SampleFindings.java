package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.braintrustbeam.io.row.RawJson;

/**
 * Findings of an invented week, in the form of {@code discover.json}: traffic by day and night, and
 * from the fifth day's noon on, calls of one model that fail; the errors among them end on the
 * seventh day.
 */
final class SampleFindings {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  private static final int HOURS = 168;
  private static final int CHANGED = 108;
  private static final int MENDED = 146;
  private static final String QUERY =
      "SELECT count(1) AS n FROM project_logs('p', shape => 'traces') WHERE created >= '2026-06-01'";

  private final Random random = new Random(3);
  private final ObjectNode json;

  private SampleFindings(String file) {
    try {
      json = (ObjectNode) MAPPER.readTree(file);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the sample is no JSON", e);
    }
    addHours();
    addScores();
    addCohorts();
    addGaps();
  }

  static SampleFindings week() {
    return new SampleFindings(FIXED);
  }

  /** Without a dataset, a score, a cohort, a change or a trace. */
  static SampleFindings ofNothing() {
    SampleFindings findings = week();
    findings.json.putNull("coverage");
    findings.at("/traffic").putArray("hours");
    findings.at("/traffic").putObject("traces").put("count", 0).put("failing", 0).put("share", 0);
    findings.at("/scores").putArray("scores");
    findings.at("/scores").putArray("stopped");
    findings.at("/changes").putArray("rows");
    findings.at("/changes").putArray("points");
    findings.at("/calls/models").putArray("rows");
    findings.at("/calls/span_names").putArray("rows");
    for (String which : List.of("failing", "healthy")) {
      findings.at("/cohorts").putArray(which);
      findings.at("/cohorts").put(which + "_count", 0);
    }
    for (var gap : findings.json.path("measurement_gaps")) {
      ((ObjectNode) gap).put("traces", 0).put("share", 0).putArray("examples");
    }
    return findings;
  }

  ObjectNode json() {
    return json;
  }

  ObjectNode at(String pointer) {
    return (ObjectNode) json.at(pointer);
  }

  RawJson bytes() {
    try {
      return RawJson.wrap(MAPPER.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read can be written", e);
    }
  }

  private void addHours() {
    ArrayNode hours = at("/traffic").putArray("hours");
    for (int i = 0; i < HOURS; i++) {
      if (i == 50) {
        continue; // an hour without traffic
      }
      int traces = (int) (60 + 40 * Math.sin((i - 8) * Math.PI / 12) + random.nextInt(12));
      double share = i < CHANGED ? 0.06 : 0.21;
      ObjectNode hour = hours.addObject();
      hour.put("hour", hour(i)).put("traces", traces).put("spans", traces * 5);
      hour.put("failing", (int) (traces * share + random.nextInt(4)));
      double errors = i >= CHANGED && i < MENDED ? 0.17 : 0.03;
      hour.put("errors", (int) (traces * errors + random.nextInt(2)));
    }
  }

  private static String hour(int number) {
    return FROM.plus(number, ChronoUnit.HOURS).toString();
  }

  private void addScores() {
    ArrayNode scores = at("/scores").putArray("scores");
    for (String name : List.of("Answer relevancy", "Factuality", "Tone")) {
      ObjectNode score = scores.addObject().put("name", name).put("count", 8_100);
      score.put("failing", name.equals("Tone") ? 81 : 990).put("mean", 0.861).put("min", 0);
      score.put("max", 1);
      score.putObject("percentiles").put("p50", 0.92).put("p90", 1).put("p95", 1).put("p99", 1);
      score.putObject("before").put("count", 7_900).put("mean", 0.902).putObject("percentiles");
      ArrayNode tenths = score.putArray("histogram");
      for (int tenth = 0; tenth < 10; tenth++) {
        tenths.add(tenth < 5 ? 198 : 300 + 300 * (tenth - 5) + random.nextInt(200));
      }
      ArrayNode hours = score.putArray("hours");
      for (int i = 0; i < HOURS; i++) {
        double drop = i < CHANGED || name.equals("Tone") ? 0 : 0.14;
        ObjectNode hour = hours.addObject().put("hour", hour(i)).put("count", 50);
        hour.put("mean", 0.9 - drop - random.nextInt(4) / 100.0);
        hour.put("failing", (int) (3 + 50 * drop + random.nextInt(3)));
      }
    }
  }

  private void addCohorts() {
    ObjectNode cohorts = at("/cohorts");
    ArrayNode failing = cohorts.putArray("failing");
    add(failing, "model", "", "claude-large", 1_950, 720, 3.4, 1e-120);
    add(failing, "facet", "Issues", "wrong price", 640, 410, 5.9, 3.1e-88);
    add(failing, "metadata", "region", "eu-west", 1_010, 260, 2.4, 4.5e-21);
    add(failing, "input_length", "", "10000+", 320, 88, 2.5, 6.2e-9);
    add(failing, "tag", "", "mobile", 2_230, 330, 1.4, 0.0021);
    ArrayNode healthy = cohorts.putArray("healthy");
    add(healthy, "topic", "Topic", "Check-in", 1_480, 51, 0.31, 2.2e-22);
    add(healthy, "metadata", "plan", "paid", 3_770, 290, 0.71, 5.5e-7);
    cohorts.put("failing_count", failing.size()).put("healthy_count", healthy.size());
  }

  private void add(
      ArrayNode to,
      String kind,
      String name,
      String value,
      int traces,
      int failing,
      double lift,
      double chance) {
    ObjectNode cohort = to.addObject().put("kind", kind).put("name", name).put("value", value);
    cohort.put("traces", traces).put("failing", failing).put("lift", lift).put("query", QUERY);
    cohort.put("share", (double) failing / traces).put("p_corrected", chance);
    addExamples(cohort, kind + to.size());
  }

  private static void addExamples(ObjectNode found, String id) {
    ArrayNode examples = found.putArray("examples");
    for (int i = 0; i < 3; i++) {
      ObjectNode example = examples.addObject().put("id", id + "-" + i);
      example.put("root_span_id", "trace-" + id + "-" + i).put("created", hour(160 + i));
      example.put("input", "Can I take my dog on the flight to Oslo, and what is it? " + id + i);
      example.put("output", "It is free of charge.");
      example.put("error", i == 0 ? "time-out after 30 s" : "");
      example.put("url", "https://www.braintrust.dev/app/airline/object?id=" + id + "-" + i);
    }
  }

  private void addGaps() {
    ArrayNode gaps = json.putArray("measurement_gaps");
    String[][] all = {
      {"unscored", "have no score", "410"},
      {"error_unscored", "have an error and no score", "188"},
      {"error_scored_passing", "have an error, and all of their scores pass", "61"},
      {"failing_without_issue", "fail, and facet 'Issues' has found nothing", "570"},
      {"uncaught", "have an error that no score and no facet 'Issues' tells", "102"},
      {"issue_unscored", "have something in facet 'Issues' that no score and no error tells", "0"}
    };
    for (String[] gap : all) {
      int traces = Integer.parseInt(gap[2]);
      ObjectNode row = gaps.addObject().put("name", gap[0]).put("meaning", gap[1]);
      row.put("traces", traces).put("share", traces / 8_400.0).put("query", QUERY);
      if (traces > 0) {
        addExamples(row, gap[0]);
      } else {
        row.putArray("examples");
      }
    }
  }

  private static final String FIXED =
      """
      {"window":{"from":"2026-06-01T00:00:00Z","until":"2026-06-08T00:00:00Z","hours":168,
        "before_from":"2026-05-25T00:00:00Z",
        "tried":[{"hours":24,"traces":120,"scores":0,"queries":{"traces":"SELECT 1","scores":"SELECT 2"}},
          {"hours":168,"traces":8400,"scores":3,"queries":{"traces":"SELECT 3","scores":"SELECT 4"}}]},
       "project":{"id":"p","name":"airline-support"},
       "failure":{"condition":"error IS NOT NULL","fail_below":0.5,"issue_facet":"Issues",
         "scores":["Answer relevancy","Factuality","Tone"]},
       "confidence":"high",
       "caveats":["1 of 168 hours have no trace.",
         "7,412 values are in fewer than 10 traces, or no plain values, and no cohorts (--min-cohort)."],
       "schema":{"scores":{"names":{"Answer relevancy":8100,"Factuality":8100,"Tone":8100},"query":"SELECT 5"},
         "facets":{"names":{"Issues":8400,"Task":8390},"query":"SELECT 6"},
         "tags":{"names":{"mobile":2230,"web":6170},"query":"SELECT 7"},
         "metadata_keys":{"names":{"plan":8400,"region":8400,"request":8400},"query":"SELECT 8"}},
       "traffic":{"traces":{"count":8400,"failing":922,"share":0.109762},
         "spans":{"count":42000,"failing":470,"share":0.0111905},
         "before":{"traces":{"count":8120,"failing":501,"share":0.0616995},
           "spans":{"count":40600,"failing":252,"share":0.0062069}},
         "queries":{"traces":"SELECT date_trunc('hour', created) AS hour, count(1) AS n FROM project_logs('p')",
           "failing_before":"SELECT 9","spans":"SELECT 10"}},
       "scores":{"stopped":["Old score"],"queries":{"total":"SELECT 11","histogram":"SELECT 12"}},
       "calls":{
         "models":{"query":"SELECT 13","query_before":"SELECT 14","rows":[
           {"name":"claude-large","seconds":{"count":9800,"failing":310,"percentiles":{"p50":3.1,"p90":8.8,"p95":12.9,"p99":29.5},
              "before":{"percentiles":{"p95":6.2}}},
            "tokens":{"count":9800,"mean":1540,"percentiles":{"p50":1320,"p90":2800,"p95":3600,"p99":7900}},
            "dollars":{"count":9800,"mean":0.0132,"percentiles":{"p50":0.011,"p90":0.02,"p95":0.031,"p99":0.07}}},
           {"name":"gpt-small","seconds":{"count":21400,"failing":40,"percentiles":{"p50":0.62,"p90":1.4,"p95":1.9,"p99":4.1},
              "before":{"percentiles":{"p95":1.8}}},
            "tokens":{"count":21400,"mean":610,"percentiles":{"p50":540,"p90":990,"p95":1210,"p99":2020}},
            "dollars":{"count":21400,"mean":0.00031,"percentiles":{"p50":0.0003,"p90":0.0005,"p95":0.0006,"p99":0.001}}}]},
         "span_names":{"query":"SELECT 15","query_before":"SELECT 16","rows":[
           {"name":"answer","seconds":{"count":8400,"failing":220,"percentiles":{"p50":5.2,"p90":14.1,"p95":19.9,"p99":41.0},
              "before":{"percentiles":{"p95":9.7}}}},
           {"name":"look up booking","seconds":{"count":12900,"failing":101,"percentiles":{"p50":0.21,"p90":0.5,"p95":0.71,"p99":2.2},
              "before":{"percentiles":{"p95":0.7}}}},
           {"name":"retrieve policies","seconds":{"count":8300,"failing":3,"percentiles":{"p50":0.35,"p90":0.8,"p95":1.1,"p99":1.9},
              "before":{"percentiles":{"p95":1.1}}}}]}},
       "changes":{"looked_at":5,
         "rows":[
           {"kind":"traces","name":"","now":{"count":8400,"failing":922,"share":0.109762},"before":{"count":8120,"failing":501,"share":0.0616995},
            "times":1.77897,"p_corrected":4.1e-28,"certain":true},
           {"kind":"spans","name":"","now":{"count":42000,"failing":470,"share":0.0111905},"before":{"count":40600,"failing":252,"share":0.0062069},
            "times":1.80291,"p_corrected":9.9e-14,"certain":true},
           {"kind":"score","name":"Tone","now":{"count":8100,"failing":81,"share":0.01},"before":{"count":7900,"failing":75,"share":0.0094937},
            "times":1.05333,"p_corrected":1,"certain":false}],
         "points":[
           {"kind":"traces","name":"","since":"2026-06-05T12:00:00Z","until":"2026-06-08T00:00:00Z","lasting":true,
            "inside":{"count":3000,"failing":640,"share":0.213333},"outside":{"count":13520,"failing":783,"share":0.0579142},
            "times":3.68362,"p_corrected":1.1e-130,"certain":true},
           {"kind":"spans","name":"","since":"2026-06-05T12:00:00Z","until":"2026-06-07T02:00:00Z","lasting":false,
            "inside":{"count":9000,"failing":300,"share":0.033333},"outside":{"count":73600,"failing":422,"share":0.0057337},
            "times":5.81363,"p_corrected":1.1e-60,"certain":true},
           {"kind":"score","name":"Factuality","since":"2026-06-05T12:00:00Z","until":"2026-06-08T00:00:00Z","lasting":true,
            "inside":{"count":3000,"failing":640,"share":0.213333},"outside":{"count":13000,"failing":783,"share":0.0602308},
            "times":3.54,"p_corrected":1.1e-80,"certain":true},
           {"kind":"score","name":"Tone","since":"2026-06-03T12:00:00Z","until":"2026-06-03T14:00:00Z","lasting":false,
            "inside":{"count":100,"failing":4,"share":0.04},"outside":{"count":15900,"failing":152,"share":0.0095597},
            "times":4.18,"p_corrected":1,"certain":false}]},
       "cohorts":{"looked_at":61,"left_out":[{"kind":"metadata","name":"request","values":7412,"traces":7412}],
         "queries":{"metadata":"SELECT 17","model":"SELECT 18"},"left_out_queries":{"metadata":"SELECT 19"}},
       "coverage":{"dataset":{"id":"d","name":"airline-golden"},"records":120,"compared":14,"query":"SELECT 20",
         "missing":[{"kind":"facet","name":"Issues","value":"wrong price","traces":640,"failing":410},
           {"kind":"input_length","name":"","value":"10000+","traces":320,"failing":88},
           {"kind":"topic","name":"Topic","value":"Pets","traces":210,"failing":12}]}}
      """;
}
