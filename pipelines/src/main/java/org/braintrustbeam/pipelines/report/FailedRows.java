package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers the rows that failed: counts them all, keeps the worst. */
final class FailedRows {
  /** Rows that a page holds. */
  static final int KEPT = 2_000;

  /** Letters of each text in it. */
  static final int LETTERS = 4_000;

  /**
   * Rows with errors give way to others down to this: a page of nothing but time-outs tells little.
   */
  private static final int ERRORS_AT_LEAST = KEPT / 4;

  private static final int MESSAGES = 100;
  private static final int MESSAGE_LETTERS = 300;
  private static final String OTHERS = "other messages";

  private final List<String> scores;
  private final boolean hasTrials;
  private final Worst<Records.Row> errors = new Worst<>(KEPT);
  private final Worst<Records.Row> low = new Worst<>(KEPT);
  private final Map<List<String>, Long> messages = new LinkedHashMap<>();
  private long count;

  /** A message and the number of rows that have it. */
  record Message(String who, String message, long count) {}

  /**
   * None yet.
   *
   * @param hasTrials whether rows of a record are told apart by their trials
   */
  FailedRows(List<String> scores, boolean hasTrials) {
    this.scores = scores;
    this.hasTrials = hasTrials;
  }

  void add(JsonNode row) {
    EvalRow one = new EvalRow(row, scores, hasTrials);
    tally("model", one.error());
    tally("judge", one.judgeError());
    if (!one.failed()) {
      return;
    }
    count++;
    if (one.error().isEmpty()) {
      low.offer(one.meanScore(), one::shown);
    } else {
      errors.offer(0, one::shown);
    }
  }

  private void tally(String who, String message) {
    if (message.isEmpty()) {
      return;
    }
    List<String> key = List.of(who, PageText.shorten(message, MESSAGE_LETTERS));
    if (!messages.containsKey(key) && messages.size() >= MESSAGES) {
      key = List.of(who, OTHERS);
    }
    messages.merge(key, 1L, Long::sum);
  }

  /** How many failed, kept or not. */
  long count() {
    return count;
  }

  /** The kept ones: those with errors in their order, then from the lowest scores on. */
  List<Records.Row> worst() {
    int room = Math.max(KEPT - low.size(), ERRORS_AT_LEAST);
    List<Records.Row> rows = new ArrayList<>(errors.first(room));
    rows.addAll(low.first(KEPT - rows.size()));
    return rows;
  }

  /** The most frequent first. */
  List<Message> messages() {
    return messages.entrySet().stream()
        .map(one -> new Message(one.getKey().get(0), one.getKey().get(1), one.getValue()))
        .sorted(
            Comparator.comparingLong(Message::count)
                .reversed()
                .thenComparing(Message::who)
                .thenComparing(Message::message))
        .toList();
  }
}
