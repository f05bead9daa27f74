package org.braintrustbeam.io.braintrust;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for of an object's rows.
 *
 * @param columns names of the columns; empty for all
 * @param computed columns that the service computes, each as {@code sql AS name}
 * @param filter a condition in the service's SQL; null for every row
 * @param pageRows most rows a request
 * @param sqlOnly whether the rows are not wanted at all where the filter cannot be sent
 */
record Selection(
    List<String> columns,
    List<String> computed,
    @Nullable String filter,
    int pageRows,
    boolean sqlOnly)
    implements Serializable {

  /** These columns of every row, in pages as large as they may be. */
  static Selection of(List<String> columns) {
    return new Selection(columns, List.of(), null, PageSize.MAX, false);
  }

  /** The same of fewer rows. */
  Selection where(String condition) {
    return new Selection(columns, computed, condition, pageRows, sqlOnly);
  }
}
