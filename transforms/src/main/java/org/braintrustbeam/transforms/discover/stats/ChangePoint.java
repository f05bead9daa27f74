package org.braintrustbeam.transforms.discover.stats;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.braintrustbeam.transforms.statistics.Holm;
import org.jspecify.annotations.Nullable;

/**
 * The hours, one after the other, in which a share of failures is most unlike that of all other
 * hours of the window and of the window before: where it changed, and where it changed back.
 *
 * @param figure {@link Figure#TRACES}, {@link Figure#SPANS} or {@link Figure#SCORE}
 * @param name of the score; else empty
 * @param since the first of these hours
 * @param until the first instant behind them
 * @param lasting whether they go on to the last hour there is
 * @param inside in these hours
 * @param outside in all others, and in the window before
 * @param p how likely such a stretch is by chance, if one looks at this figure alone
 * @param corrected the same, as one of all figures that were looked at
 * @param certain whether it is a change
 */
public record ChangePoint(
    Figure figure,
    String name,
    Instant since,
    Instant until,
    boolean lasting,
    Rate inside,
    Rate outside,
    double p,
    double corrected,
    boolean certain) {

  /** Of each figure at most one, in the order of figures and names. */
  public static List<ChangePoint> of(TallyTable table, double significance) {
    List<@Nullable ChangePoint> points = new ArrayList<>();
    HourlyRates.of(table).forEach(rates -> points.add(of(rates)));
    List<Double> chances =
        points.stream().map(point -> point == null ? Double.valueOf(1) : point.p()).toList();
    double[] corrected = Holm.correct(chances); // where nothing was found was looked too
    List<ChangePoint> found = new ArrayList<>();
    for (int i = 0; i < corrected.length; i++) {
      ChangePoint point = points.get(i);
      if (point != null) {
        found.add(point.judged(corrected[i], significance));
      }
    }
    return found;
  }

  private ChangePoint judged(double chance, double significance) {
    return new ChangePoint(
        figure, name, since, until, lasting, inside, outside, p, chance, chance <= significance);
  }

  /** Null where no stretch is apart enough to be told. */
  private static @Nullable ChangePoint of(HourlyRates rates) {
    List<Instant> hours = List.copyOf(rates.hours().keySet());
    LikelyStretch stretch = LikelyStretch.in(List.copyOf(rates.hours().values()), rates.before());
    if (stretch == null) {
      return null;
    }
    Rate inside = stretch.inside();
    Rate outside = stretch.outside();
    double alone =
        Significance.of(
            inside.failing(),
            inside.count(),
            inside.failing() + outside.failing(),
            inside.count() + outside.count());
    return new ChangePoint(
        rates.figure(),
        rates.name(),
        hours.get(stretch.from()),
        hours.get(stretch.to() - 1).plus(1, ChronoUnit.HOURS),
        stretch.to() == hours.size(),
        inside,
        outside,
        Math.min(1, alone * LikelyStretch.count(hours.size())),
        1,
        false);
  }
}
