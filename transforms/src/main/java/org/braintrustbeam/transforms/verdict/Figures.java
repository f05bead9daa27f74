package org.braintrustbeam.transforms.verdict;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.braintrustbeam.transforms.compare.DeltaInterval;
import org.braintrustbeam.transforms.compare.ScoreComparison;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them. */
public final class Figures {
  private Figures() {}

  /** Three digits behind the point; {@code -} for null. */
  public static String score(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.3f", value + 0.0);
  }

  /** The same with its sign. */
  public static String delta(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%+.3f", value + 0.0);
  }

  /** E.g. {@code +0.021 to +0.113}; {@code -} for null. */
  public static String interval(@Nullable DeltaInterval interval) {
    return interval == null ? "-" : delta(interval.lower()) + " to " + delta(interval.upper());
  }

  /** A probability, as far down as it means something. */
  public static String probability(double p) {
    return p < 0.001 ? "< 0.001" : "= " + String.format(Locale.ROOT, "%.3f", p);
  }

  /** E.g. {@code 1 case}, {@code 2 cases}. */
  public static String count(long number, String one) {
    String last = one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
    return number + " " + (number == 1 ? one : last);
  }

  /** Names in quotes, joined. */
  public static String names(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }

  /** One score's difference in a sentence. */
  static String sentence(ScoreComparison score) {
    return "'%s' went from %s to %s: %s in %s (95 %%: %s; p %s, corrected for all scores %s)"
        .formatted(
            score.name(),
            score(score.baseline().mean()),
            score(score.fresh().mean()),
            delta(score.delta()),
            count(score.pairs(), "pair"),
            interval(score.interval()),
            probability(score.pValue()),
            probability(score.adjustedPValue()));
  }
}
