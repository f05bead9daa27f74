package org.braintrustbeam.transforms.discover.stats;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Cohort;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyTable;

/**
 * A cohort of production that no record of the dataset is in.
 *
 * @param cohort which
 * @param rate its traces, and how many of them fail
 */
public record Uncovered(Cohort cohort, Rate rate) {
  /** What a dataset ought to hold whether or not it speaks of it. */
  private static final Set<Figure> ALWAYS =
      EnumSet.of(Figure.FACET, Figure.TOPIC, Figure.INPUT_LENGTH);

  private static final Comparator<Uncovered> ORDER =
      Comparator.comparingLong((Uncovered it) -> -it.rate().failing())
          .thenComparingLong(it -> -it.rate().count())
          .thenComparing(it -> it.cohort().figure())
          .thenComparing(it -> it.cohort().name())
          .thenComparing(it -> it.cohort().value());

  /** The cohorts that are held against the dataset. */
  public static List<Cohort> compared(TallyTable table) {
    List<Cohort> compared = new ArrayList<>();
    for (Figure figure :
        EnumSet.of(Figure.METADATA, Figure.FACET, Figure.TOPIC, Figure.INPUT_LENGTH)) {
      for (TallyKey key : table.of(Part.NOW, figure).keySet()) {
        if (ALWAYS.contains(figure) || table.datasetKnows(figure, key.name())) {
          compared.add(new Cohort(figure, key.name(), key.value()));
        }
      }
    }
    return compared;
  }

  /** Those that it lacks; the ones with most failures first. */
  public static List<Uncovered> of(TallyTable table) {
    List<Uncovered> uncovered = new ArrayList<>();
    for (Cohort cohort : compared(table)) {
      if (!isHeld(table, cohort)) {
        Amounts amounts = table.get(TallyKey.now(cohort.figure(), cohort.name(), cohort.value()));
        uncovered.add(new Uncovered(cohort, new Rate(amounts.count(), amounts.failing())));
      }
    }
    uncovered.sort(ORDER);
    return uncovered;
  }

  private static boolean isHeld(TallyTable table, Cohort cohort) {
    TallyKey same = new TallyKey(Part.DATASET, cohort.figure(), cohort.name(), cohort.value());
    return table.get(same).count() > 0;
  }
}
