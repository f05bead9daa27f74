package org.braintrustbeam.transforms.facet.call;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.keys.Created;
import org.braintrustbeam.transforms.rows.FirstRows;

/**
 * The newest spans, by {@code created} and then by id, so that they are the same however they were
 * read. Input and memory: see {@link FirstRows}.
 */
public final class NewestSpans
    extends PTransform<PCollection<RowVersion>, PCollection<RowVersion>> {
  private final FirstRows first;

  private NewestSpans(FirstRows first) {
    this.first = first;
  }

  /** No more than this many, at least 1. */
  public static NewestSpans of(int limit) {
    return new NewestSpans(FirstRows.by(NewestSpans::place, limit));
  }

  @Override
  public PCollection<RowVersion> expand(PCollection<RowVersion> rows) {
    return rows.apply("Newest", first);
  }

  private static String place(RowVersion row) {
    return Created.newestFirst(Created.of(row.json().field("created"))) + '\0' + row.key().rowId();
  }
}
