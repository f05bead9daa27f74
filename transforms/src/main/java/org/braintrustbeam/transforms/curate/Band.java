package org.braintrustbeam.transforms.curate;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The sketches that share a band: all of cases, and of the dataset's rows the first that differ.
 *
 * <p>A dataset may hold an input, or a template, a million times over. Rows with equal sketches
 * stand for each other, so one of them is enough; of the others the first {@value #MOST_ROWS} by
 * their ids are kept. What is dropped is not needed again, so the order does not matter.
 */
final class Band {
  /** Some more than cases are compared with; a megabyte or two. */
  static final int MOST_ROWS = 4_096;

  private final List<Sketch> cases = new ArrayList<>(2);
  private final TreeSet<Sketch> rows = new TreeSet<>(Twins.BEST_FIRST);
  private final Map<ByteBuffer, Sketch> byMinima = new HashMap<>();

  /** Looks at a sketch; keeps it if it counts. */
  void offer(Sketch sketch) {
    if (!sketch.isInDataset()) {
      cases.add(sketch);
      return;
    }
    ByteBuffer minima = ByteBuffer.wrap(sketch.minima());
    Sketch worse = byMinima.get(minima);
    if (worse == null && rows.size() == MOST_ROWS) {
      worse = rows.last();
    }
    if (worse != null) {
      if (Twins.BEST_FIRST.compare(sketch, worse) >= 0) {
        return;
      }
      rows.remove(worse);
      byMinima.remove(ByteBuffer.wrap(worse.minima()));
    }
    rows.add(sketch);
    byMinima.put(minima, sketch);
  }

  /** All that are kept. */
  List<Sketch> sketches() {
    List<Sketch> all = new ArrayList<>(rows);
    all.addAll(cases);
    return all;
  }
}
