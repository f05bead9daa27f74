package org.braintrustbeam.pipelines.curate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Traces of production with their scores, as events to insert. */
final class ScoredLogs {
  private static final List<String> TOPICS =
      List.of(
          "a suitcase that never came to Lisbon",
          "which meals are served between Oslo and Rome",
          "how a musician takes her cello aboard",
          "the seat map of an old Embraer",
          "miles that vanished when we married",
          "a visa for three hours in Doha",
          "our dog, who weighs eleven kilos",
          "an invoice made out to my employer",
          "wheelchairs at gate seventy",
          "insulin and the security check",
          "changing the middle name on a ticket",
          "twins under two on one lap");

  /** Two days ago, so that it lies in the window of a run without flags. */
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(172_800);

  /** Trace {@code t<number>}: a root span {@code s<number>}, and a score span with this score. */
  List<String> trace(int number, String score) {
    return List.of(root(number, "{\"q\":\"" + question(number) + "\"}"), scored(number, score));
  }

  static String question(int number) {
    return "Tell me about " + TOPICS.get(number % TOPICS.size()) + ", case " + number;
  }

  String root(int number, String input) {
    return """
    {"id":"s%1$d","span_id":"t%1$d","root_span_id":"t%1$d","created":"%2$s","span_parents":[],
     "span_attributes":{"type":"task"},"input":%3$s,"output":"production said %1$d"}"""
        .formatted(number, start.plusSeconds(number), input);
  }

  String scored(int number, String score) {
    return """
    {"id":"j%1$d","span_id":"j%1$d","root_span_id":"t%1$d","created":"%2$s",
     "span_parents":["t%1$d"],"span_attributes":{"type":"score","purpose":"scorer"},
     "input":"what a judge was asked","scores":{"right":%3$s}}"""
        .formatted(number, start.plusSeconds(number), score);
  }

  /** Twelve traces, the even ones failing, the odd ones passing. */
  List<String> twelve() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      events.addAll(trace(i, i % 2 == 0 ? "0.25" : "1"));
    }
    return events;
  }
}
