package org.braintrustbeam.io.row;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Keeps the newest version of every row; a row whose newest version is a deletion goes. */
public final class LatestRowVersion
    extends PTransform<PCollection<RowVersion>, PCollection<RowVersion>> {

  /** Version order; a tie must not depend on the order of arrival. */
  static final Comparator<RowVersion> BY_AGE =
      Comparator.<RowVersion>comparingLong(row -> row.xactId() + Long.MIN_VALUE)
          .thenComparing(RowVersion::deleted)
          .thenComparing(row -> row.json().bytes(), Arrays::compareUnsigned);

  private LatestRowVersion() {}

  /** The one way to use it: rows are told apart by their key. */
  public static LatestRowVersion perRow() {
    return new LatestRowVersion();
  }

  @Override
  public PCollection<RowVersion> expand(PCollection<RowVersion> versions) {
    return versions
        .apply(
            "KeyByRow", WithKeys.of(RowVersion::key).withKeyType(TypeDescriptor.of(RowKey.class)))
        .apply("PickNewest", CombineByShard.perKey(new PickNewest()))
        .apply("DropKeys", Values.create())
        .apply("DropDeleted", Filter.by(row -> !row.deleted()));
  }

  /** Of two versions of a row the later one, whatever the order or grouping of the calls. */
  public static RowVersion newest(RowVersion left, RowVersion right) {
    return BY_AGE.compare(left, right) >= 0 ? left : right;
  }

  static final class PickNewest extends Combine.BinaryCombineFn<RowVersion> {
    @Override
    public RowVersion apply(RowVersion left, RowVersion right) {
      return newest(left, right);
    }
  }
}
