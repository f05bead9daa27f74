package org.braintrustbeam.io.files;

import java.util.List;
import org.braintrustbeam.io.row.OrderedRow;

/**
 * What a bundle left of an output: files of ascending rows, and rows that are too few for one.
 *
 * @param output its name
 * @param files where the most are
 * @param rows the others, in no order
 */
record BundleRows(String output, List<RowFile> files, List<OrderedRow> rows) {
  /** Of no output: it is there so that a result without rows has one of these too. */
  static final BundleRows NONE = new BundleRows("", List.of(), List.of());
}
