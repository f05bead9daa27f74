package org.braintrustbeam.transforms.eval.run;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a dataset are evaluated; of an empty list all are.
 *
 * @param facets names in lower case, ascending
 * @param splits parts of the dataset in lower case, ascending
 * @param ids of rows, ascending
 */
public record RowFilter(List<String> facets, List<String> splits, List<String> ids)
    implements Serializable {

  /** Of lists with commas between their items, which may be missing. */
  public static RowFilter of(
      @Nullable String facets, @Nullable String splits, @Nullable String ids) {
    return new RowFilter(items(lower(facets)), items(lower(splits)), items(ids));
  }

  private static @Nullable String lower(@Nullable String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static List<String> items(@Nullable String text) {
    TreeSet<String> items = new TreeSet<>();
    if (text != null) {
      Arrays.stream(text.split(",", -1)).map(String::strip).forEach(items::add);
    }
    items.remove("");
    return List.copyOf(items);
  }

  /** Whether a row is evaluated. */
  public boolean accepts(EvalCase row) {
    return (ids.isEmpty() || Collections.binarySearch(ids, row.id()) >= 0)
        && (facets.isEmpty() || facets.contains(row.facetKey()))
        && (splits.isEmpty() || splits.contains(row.split().toLowerCase(Locale.ROOT)));
  }
}
