package org.braintrustbeam.pipelines.createfacetdataset;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.PersonsLabel;
import org.braintrustbeam.transforms.facet.row.RowUpsert;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/** Says of each row whether it is written to the dataset, and what of it. */
final class JudgeRows extends PTransform<PCollection<DatasetRow>, PCollectionTuple> {
  static final TupleTag<RowChange> CHANGES = new TupleTag<>() {};

  /** A line a row: {@code {dataset_id, id, verdict}}. */
  static final TupleTag<OrderedRow> VERDICTS = new TupleTag<>() {};

  /** What becomes of a row. */
  enum Verdict {
    /** It is written. */
    CHANGE,
    /** The dataset has it as it is. */
    UNCHANGED,
    /** A person has corrected its label in the dataset, so it is left alone. */
    KEPT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final PCollection<RowVersion> existing;
  private final String datasetId;
  private final String sourceProjectId;
  private final boolean overwriteEdited;

  /**
   * By the rows that the dataset has.
   *
   * @param existing with the fields that a run writes, and {@code audit_data}
   */
  JudgeRows(
      PCollection<RowVersion> existing,
      String datasetId,
      String sourceProjectId,
      boolean overwriteEdited) {
    this.existing = existing;
    this.datasetId = datasetId;
    this.sourceProjectId = sourceProjectId;
    this.overwriteEdited = overwriteEdited;
  }

  @Override
  public PCollectionTuple expand(PCollection<DatasetRow> rows) {
    return PCollectionList.of(rows.apply("KeyRows", MapElements.via(new KeyRow())))
        .and(existing.apply("KeyExisting", MapElements.via(new KeyExisting())))
        .apply("Together", Flatten.pCollections())
        .apply("ById", CombineByShard.toLists())
        .apply(
            "Judge",
            ParDo.of(new JudgeFn(datasetId, sourceProjectId, overwriteEdited))
                .withOutputTags(CHANGES, TupleTagList.of(VERDICTS)));
  }

  private static final class KeyRow extends SimpleFunction<DatasetRow, KV<String, RowAndNow>> {
    @Override
    public KV<String, RowAndNow> apply(DatasetRow row) {
      return KV.of(row.id(), new RowAndNow(row, null));
    }
  }

  private static final class KeyExisting extends SimpleFunction<RowVersion, KV<String, RowAndNow>> {
    @Override
    public KV<String, RowAndNow> apply(RowVersion row) {
      return KV.of(row.key().rowId(), new RowAndNow(null, row));
    }
  }

  private static final class JudgeFn extends DoFn<KV<String, List<RowAndNow>>, RowChange> {
    private final String datasetId;
    private final String sourceProjectId;
    private final boolean overwriteEdited;

    JudgeFn(String datasetId, String sourceProjectId, boolean overwriteEdited) {
      this.datasetId = datasetId;
      this.sourceProjectId = sourceProjectId;
      this.overwriteEdited = overwriteEdited;
    }

    @ProcessElement
    public void judge(@Element KV<String, List<RowAndNow>> parts, MultiOutputReceiver out) {
      RowVersion now = null;
      for (RowAndNow part : parts.getValue()) {
        now = part.now() == null ? now : part.now();
      }
      for (RowAndNow part : parts.getValue()) {
        if (part.row() != null) {
          judge(part.row(), now, out);
        }
      }
    }

    private void judge(DatasetRow row, @Nullable RowVersion now, MultiOutputReceiver out) {
      if (now != null && !overwriteEdited && PersonsLabel.isIn(now.json())) {
        out.get(VERDICTS).output(line(row, Verdict.KEPT));
        return;
      }
      RowChange change = RowUpsert.of(row, datasetId, sourceProjectId, now);
      out.get(VERDICTS).output(line(row, change == null ? Verdict.UNCHANGED : Verdict.CHANGE));
      if (change != null) {
        out.get(CHANGES).output(change);
      }
    }

    private OrderedRow line(DatasetRow row, Verdict verdict) {
      Map<String, RawJson> line = new LinkedHashMap<>();
      line.put("dataset_id", JsonMerge.string(datasetId));
      line.put("id", JsonMerge.string(row.id()));
      line.put("verdict", JsonMerge.string(verdict.word()));
      return new OrderedRow(datasetId + '\0' + row.id(), JsonMerge.object(line));
    }
  }
}
