package org.braintrustbeam.transforms.curate;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * A case, or something that is brought together with it; one of the three.
 *
 * @param value the case
 * @param row a span of its trace, or what the dataset holds under its id, perhaps without its body
 * @param twin a better case that is nearly the same: its order and {@code {id, similarity}}
 */
@DefaultCoder(CasePartCoder.class)
public record CasePart(@Nullable Case value, @Nullable RowVersion row, @Nullable OrderedRow twin) {
  /** A case. */
  public static CasePart of(Case value) {
    return new CasePart(value, null, null);
  }

  /** A row. */
  public static CasePart of(RowVersion row) {
    return new CasePart(null, row, null);
  }

  /** A twin. */
  static CasePart of(OrderedRow twin) {
    return new CasePart(null, null, twin);
  }

  /** The cases among parts. */
  public static List<Case> cases(List<CasePart> parts) {
    List<Case> cases = new ArrayList<>();
    for (CasePart part : parts) {
      if (part.value != null) {
        cases.add(part.value);
      }
    }
    return cases;
  }

  /** The rows among parts. */
  public static List<RowVersion> rows(List<CasePart> parts) {
    List<RowVersion> rows = new ArrayList<>();
    for (CasePart part : parts) {
      if (part.row != null) {
        rows.add(part.row);
      }
    }
    return rows;
  }

  /** The best twin among parts; null if there is none. */
  static @Nullable OrderedRow bestTwin(List<CasePart> parts) {
    OrderedRow best = null;
    for (CasePart part : parts) {
      OrderedRow twin = part.twin;
      if (twin != null && (best == null || twin.compareTo(best) < 0)) {
        best = twin;
      }
    }
    return best;
  }
}
