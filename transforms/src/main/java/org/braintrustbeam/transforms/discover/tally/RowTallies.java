package org.braintrustbeam.transforms.discover.tally;

import java.math.BigDecimal;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** What each row, and each trace, is tallied under. */
final class RowTallies {
  private static final BigDecimal LAST_TENTH = BigDecimal.valueOf(9);

  private RowTallies() {}

  /** A span by itself. */
  static void add(SpanFacts span, TallyPlan plan, TallyBook book) {
    Part part = span.part();
    book.add(new TallyKey(part, Figure.SPANS, span.hour(), ""), span.error());
    span.scores()
        .forEach(
            (name, score) -> {
              boolean fails = plan.fails(score);
              book.add(new TallyKey(part, Figure.SCORE, name, ""), score, fails);
              if (part == Part.NOW) {
                book.add(TallyKey.now(Figure.SCORE_HOUR, name, span.hour()), score, fails);
                book.add(TallyKey.now(Figure.SCORE_TENTH, name, tenth(score)), fails);
              }
            });
    if (span.name() != null) {
      addCall(span, span.name(), Figure.SPAN_LATENCY, book);
    }
    if (span.model() != null) {
      addCall(span, span.model(), Figure.MODEL_LATENCY, book);
    }
  }

  /** In which tenth of the way from 0 to 1 it lies. */
  private static String tenth(BigDecimal score) {
    BigDecimal tenths = score.movePointRight(1).max(BigDecimal.ZERO).min(LAST_TENTH);
    return Integer.toString(tenths.intValue());
  }

  private static void addCall(SpanFacts span, String name, Figure latency, TallyBook book) {
    boolean ofModel = latency == Figure.MODEL_LATENCY;
    add(span, latency, name, span.seconds(), book);
    add(span, ofModel ? Figure.MODEL_TOKENS : Figure.SPAN_TOKENS, name, span.tokens(), book);
    add(span, ofModel ? Figure.MODEL_COST : Figure.SPAN_COST, name, span.dollars(), book);
  }

  private static void add(
      SpanFacts span, Figure figure, String name, @Nullable BigDecimal value, TallyBook book) {
    book.add(new TallyKey(span.part(), figure, name, ""), value, span.error());
  }

  /** A whole trace, once for each of its roots. */
  static void add(Part part, TracePart trace, TallyBook book) {
    for (SpanFacts.RootFacts root : trace.roots()) {
      book.add(new TallyKey(part, Figure.TRACES, root.hour(), ""), trace.fails());
      if (part == Part.NOW) {
        root.cohorts().forEach(cohort -> book.add(cohort.in(part), trace.fails()));
        addGaps(trace, root.issue(), book);
      }
    }
    if (part == Part.NOW && !trace.roots().isEmpty()) {
      trace
          .models()
          .forEach(
              model ->
                  book.add(
                      TallyKey.now(Figure.MODEL, "", CohortValue.ofText(model)), trace.fails()));
    }
  }

  private static void addGaps(TracePart trace, boolean issue, TallyBook book) {
    for (Gap gap : Gap.values()) {
      if (gap.holds(trace, issue)) {
        book.add(TallyKey.now(Figure.GAP, gap.word(), ""), trace.fails());
      }
    }
  }

  /** A record of the dataset. */
  static void addRecord(RawJson row, TallyPlan plan, TallyBook book) {
    book.add(new TallyKey(Part.DATASET, Figure.TRACES, "", ""), false);
    Cohorts.ofRecord(row.fields(), plan)
        .forEach(cohort -> book.add(cohort.in(Part.DATASET), false));
  }
}
