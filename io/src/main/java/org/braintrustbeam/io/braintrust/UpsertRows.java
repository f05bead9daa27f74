package org.braintrustbeam.io.braintrust;

import com.google.auto.value.AutoValue;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.files.WriteLog;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowChangeCoder;
import org.braintrustbeam.io.row.RowKey;
import org.jspecify.annotations.Nullable;

/**
 * Sets fields of rows, and leaves their other fields alone.
 *
 * <p>Upserts by id, so it is safe to repeat: a second write of the same change ends in the same
 * row. At most {@value DatasetWrite#MAX_ROWS} rows and 3 MiB go into a request. A row that the
 * service does not take comes out as a {@link Reject}, and the others are written; a refused key, a
 * missing permission or dataset ends the run.
 *
 * <p>Where rows are read by SQL, a change is written only if its row is still at the version that
 * the change is based on; else it comes out as a {@link Reject} too. That costs a query for every
 * {@value LookUpFn#IDS_PER_QUERY} rows. A row that has moved and says what the change would make of
 * it counts as written ({@link #withMadeChange}): a runner that repeats a bundle finds its own
 * writes so. If somebody else made it say the same, the run has what it wants all the same.
 */
@AutoValue
public abstract class UpsertRows extends PTransform<PCollection<RowChange>, UpsertRows.Written> {

  abstract ObjectType type();

  abstract @Nullable ConnectionSettings connection();

  abstract @Nullable WriteLog log();

  abstract @Nullable MadeChange madeChange();

  static UpsertRows create() {
    return new AutoValue_UpsertRows(ObjectType.DATASET, null, null, null);
  }

  /** Of experiments, not of datasets; a row that is based on no version is written whole. */
  public UpsertRows ofExperiments() {
    return new AutoValue_UpsertRows(ObjectType.EXPERIMENT, connection(), log(), madeChange());
  }

  /** How to reach the service. */
  public UpsertRows withConnection(ConnectionSettings connection) {
    return new AutoValue_UpsertRows(type(), connection, log(), madeChange());
  }

  /** Where to note what is written, also by attempts that come to nothing. Default: nowhere. */
  public UpsertRows withLog(WriteLog log) {
    return new AutoValue_UpsertRows(type(), connection(), log, madeChange());
  }

  /**
   * What tells a row that says already what it should from one that somebody else has changed.
   * Default: nothing, and each row that has moved is rejected.
   */
  public UpsertRows withMadeChange(MadeChange test) {
    return new AutoValue_UpsertRows(type(), connection(), log(), test);
  }

  @Override
  public Written expand(PCollection<RowChange> changes) {
    ConnectionSettings connection = connection();
    if (connection == null) {
      throw new IllegalArgumentException("upsertRows needs withConnection(…)");
    }
    PCollectionTuple sent =
        changes
            .apply(
                "KeyByDataset",
                WithKeys.of((RowChange change) -> change.key().objectId())
                    .withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), RowChangeCoder.of()))
            .apply("GroupByDataset", GroupByKey.create())
            .apply(
                "SendBatches",
                ParDo.of(new UpsertRowsFn(type(), connection, log(), madeChange()))
                    .withOutputTags(UpsertRowsFn.WRITTEN, TupleTagList.of(UpsertRowsFn.REFUSED)));
    return new Written(sent.get(UpsertRowsFn.WRITTEN), sent.get(UpsertRowsFn.REFUSED));
  }

  /** What became of the changes. */
  public static final class Written implements POutput {
    private final PCollection<RowKey> written;
    private final PCollection<Reject> rejected;

    private Written(PCollection<RowKey> written, PCollection<Reject> rejected) {
      this.written = written;
      this.rejected = rejected;
    }

    /** Rows that the service took; one that was changed twice is here twice. */
    public PCollection<RowKey> written() {
      return written;
    }

    /** Rows that it did not take. */
    public PCollection<Reject> rejected() {
      return rejected;
    }

    @Override
    public Pipeline getPipeline() {
      return written.getPipeline();
    }

    @Override
    public Map<TupleTag<?>, PValue> expand() {
      return Map.of(UpsertRowsFn.WRITTEN, written, UpsertRowsFn.REFUSED, rejected);
    }

    @Override
    public void finishSpecifyingOutput(
        String transformName, PInput input, PTransform<?, ?> transform) {}
  }
}
