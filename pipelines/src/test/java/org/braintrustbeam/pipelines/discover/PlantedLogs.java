package org.braintrustbeam.pipelines.discover;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.braintrustbeam.pipelines.command.LocalBraintrust;

/**
 * Traces of two days, each a root, a call of a model and a score span. Of the second day region r3
 * fails seven times in ten; else, and everywhere on the first day, 5 % fail.
 */
final class PlantedLogs {
  static final Instant UNTIL = Instant.parse("2026-06-03T00:00:00Z");
  static final int TRACES = 400;
  private static final int DAY = 86_400;
  private static final int BATCH = 600;
  private static final double USUAL = 0.05;

  private final Random random = new Random(11);
  private final List<String> events = new ArrayList<>();

  private PlantedLogs() {}

  static void insert(LocalBraintrust server, String project) {
    PlantedLogs logs = new PlantedLogs();
    for (int i = 0; i < TRACES; i++) {
      logs.addTrace("n" + i, UNTIL.minusSeconds(1 + (long) DAY * i / TRACES), 0.7);
      logs.addTrace("b" + i, UNTIL.minusSeconds(DAY + 1 + (long) DAY * i / TRACES), USUAL);
    }
    for (int from = 0; from < logs.events.size(); from += BATCH) {
      int to = Math.min(logs.events.size(), from + BATCH);
      server.insert("project_logs", project, logs.events.subList(from, to).toArray(String[]::new));
    }
  }

  private void addTrace(String trace, Instant created, double plantedShare) {
    int odd = Math.floorMod(trace.hashCode(), 20); // of what logs have now and then
    int region = random.nextInt(5);
    boolean fails = random.nextDouble() < (region == 3 ? plantedShare : USUAL);
    boolean byError = fails && random.nextInt(3) == 0;
    boolean told = fails && random.nextBoolean();
    double seconds = random.nextInt(4_000) / 1_000.0;
    String input = "word ".repeat(random.nextInt(60));
    events.add(
        """
        {"id":"%1$s","span_id":"%1$s","root_span_id":"%1$s","created":"%2$s","span_parents":[],
         "span_attributes":{"name":"chat","type":"task"},"input":"%3$s",
         "metadata":{"region":"r%4$d","plan":"%5$s","request":"%1$s","retries":%6$d.0,
         "beta":%11$b,"code":%12$s,"it's":{"a":[%6$d]},"nothing":null},
         "tags":%7$s,"facets":{"Issues":"%8$s","Task":null},"error":%9$s,
         "classifications":{"Topic":[{"label":"%10$s"},{"label":"second"}]}}"""
            .formatted(
                trace,
                created,
                input,
                region,
                random.nextBoolean() ? "free" : "it's paid",
                random.nextInt(3),
                tags(random.nextBoolean() ? "web" : "app", odd),
                told ? "late" : "no_match",
                byError ? "\"broken\"" : "null",
                random.nextBoolean() ? "Refunds" : "Flights",
                odd % 2 == 0,
                odd < 10 ? "5" : "\"5\""));
    events.add(
        """
        {"id":"c%1$s","span_id":"c%1$s","root_span_id":"%1$s","created":"%2$s",
         "span_parents":["%1$s"],"span_attributes":{"name":"call","type":"llm"},
         "metadata":{"model":"%3$s"},"metrics":{"start":1780315199.5,"end":%4$s,
         "prompt_tokens":%5$d,"completion_tokens":7,"estimated_cost":0.00%5$d}}"""
            .formatted(
                trace,
                created.plusMillis(10),
                random.nextInt(4) == 0 ? "large" : "small",
                new BigDecimal("1780315199.5").add(BigDecimal.valueOf(seconds)),
                10 + random.nextInt(80)));
    if (random.nextInt(10) > 0) {
      events.add(
          """
          {"id":"s%1$s","span_id":"s%1$s","root_span_id":"%1$s","created":"%2$s",
           "span_parents":["%1$s"],"span_attributes":{"name":"Answer ok","type":"score"},
           "scores":{"Answer ok":%3$s,"Tone":0.%4$d}}"""
              .formatted(
                  trace,
                  created.plusMillis(20),
                  fails && !byError ? (odd % 4 == 0 ? "2.5e-44" : "0.25") : "1",
                  6 + random.nextInt(4)));
    }
  }

  private static String tags(String tag, int odd) {
    return odd == 7 ? "null" : "[\"" + tag + "\"]";
  }
}
