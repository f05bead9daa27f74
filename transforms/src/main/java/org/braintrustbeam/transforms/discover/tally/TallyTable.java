package org.braintrustbeam.transforms.discover.tally;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.braintrustbeam.io.row.RawJson;

/**
 * All tallies of a run, by whichever way they were counted, and what was left out of them. Bounded:
 * of a figure with any number of cohorts or names the {@value #MOST} largest are kept.
 */
public final class TallyTable {
  /** As many as an answer of the service has rows. */
  public static final int MOST = 1_000;

  private final NavigableMap<TallyKey, Amounts> tallies = new TreeMap<>();
  private final Map<TallyKey, LeftOut> leftOut = new TreeMap<>();

  /**
   * Values of a name that are no cohorts, because they are rare or no plain values.
   *
   * @param values how many
   * @param traces in how many traces, each counted once for each of them
   */
  public record LeftOut(long values, long traces) {
    LeftOut and(LeftOut other) {
      return new LeftOut(values + other.values, traces + other.traces);
    }
  }

  /** Adds a line of {@link TallyRows}. */
  public void addLine(RawJson json) {
    Map<String, RawJson> line = json.fields();
    TallyKey key = TallyLine.key(line);
    Amounts amounts = Amounts.ofJson(line);
    if (TallyLine.isRare(key)) {
      addLeftOut(key, new LeftOut(amounts.failing(), amounts.count()));
    } else if (isOfInterest(key)) {
      put(key, amounts);
    } else {
      addLeftOut(
          new TallyKey(key.part(), key.figure(), key.name(), ""), new LeftOut(1, amounts.count()));
    }
  }

  /** Of a dataset only what production has too; lines of production come first. */
  private boolean isOfInterest(TallyKey key) {
    return key.part() != Part.DATASET
        || !Figure.COHORTS.contains(key.figure())
        || tallies.containsKey(key.of(Part.NOW));
  }

  /** Whether records of the dataset say anything under that name. */
  public boolean datasetKnows(Figure figure, String name) {
    TallyKey least = new TallyKey(Part.DATASET, figure, name, "");
    TallyKey found = tallies.ceilingKey(least);
    return leftOut.containsKey(least)
        || (found != null
            && found.part() == Part.DATASET
            && found.figure() == figure
            && found.name().equals(name));
  }

  /** Sets a tally. */
  public void put(TallyKey key, Amounts amounts) {
    tallies.put(key, amounts);
  }

  /** Counts values that are no cohorts; the key has no value. */
  public void addLeftOut(TallyKey key, LeftOut some) {
    leftOut.merge(key, some, LeftOut::and);
  }

  /** What a tally comes to; {@link Amounts#NONE} if nothing was tallied under that key. */
  public Amounts get(TallyKey key) {
    return tallies.getOrDefault(key, Amounts.NONE);
  }

  /** The tallies of a figure, by name and value. */
  public Map<TallyKey, Amounts> of(Part part, Figure figure) {
    Map<TallyKey, Amounts> found = new TreeMap<>();
    for (Map.Entry<TallyKey, Amounts> one :
        tallies.tailMap(new TallyKey(part, figure, "", "")).entrySet()) {
      TallyKey key = one.getKey();
      if (key.part() != part || key.figure() != figure) {
        break;
      }
      found.put(key, one.getValue());
    }
    return found;
  }

  /** All of a figure together, without values. */
  public Amounts total(Part part, Figure figure) {
    long count = 0;
    long failing = 0;
    for (Amounts amounts : of(part, figure).values()) {
      count += amounts.count();
      failing += amounts.failing();
    }
    return Amounts.of(count, failing);
  }

  /** What was left out of the cohorts, by figure and name. */
  public Map<TallyKey, LeftOut> leftOut() {
    return leftOut;
  }

  /** Keeps the largest of figures that may have any number of names or values. */
  public void keepLargest() {
    for (Figure figure : Figure.values()) {
      if (figure.isOpen()) {
        keepLargest(figure);
      }
    }
  }

  private void keepLargest(Figure figure) {
    List<Map.Entry<TallyKey, Amounts>> all = new ArrayList<>(of(Part.NOW, figure).entrySet());
    all.sort(
        Comparator.<Map.Entry<TallyKey, Amounts>>comparingLong(entry -> -entry.getValue().count())
            .thenComparing(Map.Entry::getKey));
    for (Map.Entry<TallyKey, Amounts> cut : all.subList(Math.min(MOST, all.size()), all.size())) {
      TallyKey key = cut.getKey();
      for (Part part : Part.values()) {
        tallies.remove(key.of(part));
      }
      if (Figure.COHORTS.contains(figure)) {
        addLeftOut(
            new TallyKey(Part.NOW, figure, key.name(), ""), new LeftOut(1, cut.getValue().count()));
      }
    }
  }
}
