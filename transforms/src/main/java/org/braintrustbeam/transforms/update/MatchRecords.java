package org.braintrustbeam.transforms.update;

import static java.util.Objects.requireNonNull;

import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;

/** Puts to each correction the version of its record that was looked up; it may have none. */
public final class MatchRecords
    extends PTransform<PCollection<MatchedCorrection>, PCollection<MatchedCorrection>> {
  private final PCollection<RowVersion> records;
  private final ToMatch toMatch;

  private MatchRecords(PCollection<RowVersion> records, ToMatch toMatch) {
    this.records = records;
    this.toMatch = toMatch;
  }

  /** The records as they are now. */
  public static MatchRecords now(PCollection<RowVersion> records) {
    return new MatchRecords(records, new AsTheirs());
  }

  /** The records as the experiment saw them. */
  public static MatchRecords asTheExperimentSaw(PCollection<RowVersion> records) {
    return new MatchRecords(records, new AsBase());
  }

  @Override
  public PCollection<MatchedCorrection> expand(PCollection<MatchedCorrection> corrections) {
    return PCollectionList.of(corrections.apply("KeyByRecord", MapElements.via(new ByRecord())))
        .and(records.apply("KeyByRow", MapElements.via(toMatch)))
        .apply("Together", Flatten.pCollections())
        .apply("Match", CombineByShard.perKey(new MatchedCorrection.Match()))
        .apply("DropKeys", Values.create())
        .apply("WithCorrection", Filter.by(matched -> matched.correction() != null));
  }

  private static final class ByRecord
      extends SimpleFunction<MatchedCorrection, KV<RowKey, MatchedCorrection>> {
    @Override
    public KV<RowKey, MatchedCorrection> apply(MatchedCorrection matched) {
      return KV.of(requireNonNull(matched.correction()).record(), matched);
    }
  }

  private abstract static class ToMatch
      extends SimpleFunction<RowVersion, KV<RowKey, MatchedCorrection>> {}

  private static final class AsTheirs extends ToMatch {
    @Override
    public KV<RowKey, MatchedCorrection> apply(RowVersion row) {
      return KV.of(row.key(), new MatchedCorrection(null, row, null));
    }
  }

  private static final class AsBase extends ToMatch {
    @Override
    public KV<RowKey, MatchedCorrection> apply(RowVersion row) {
      return KV.of(row.key(), new MatchedCorrection(null, null, row));
    }
  }
}
