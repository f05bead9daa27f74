package org.braintrustbeam.pipelines.curate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.curate.CasePart;
import org.braintrustbeam.transforms.curate.CaseRow;
import org.braintrustbeam.transforms.curate.CuratePlan;
import org.braintrustbeam.transforms.curate.OwnWrites;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/**
 * Says of each labelled case what is to be written of it, by what the dataset has under its id; a
 * case without a label is passed over.
 */
final class JudgeCases extends PTransform<PCollection<Case>, PCollectionTuple> {
  static final TupleTag<RowChange> CHANGES = new TupleTag<>() {};

  /** A line a row: {@code {dataset_id, id, verdict}}. */
  static final TupleTag<OrderedRow> VERDICTS = new TupleTag<>() {};

  private static final List<String> COLUMNS =
      List.of("audit_data", "expected", "input", "metadata", "origin", "tags");

  /** What becomes of a row. */
  enum Verdict {
    /** The dataset has no such row. */
    NEW,
    /** It differs. */
    CHANGED,
    /** The dataset has it as it is. */
    UNCHANGED,
    /** Somebody has made or changed it in the dataset, so it is left alone. */
    KEPT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final String datasetId;
  private final ConnectionSettings connection;
  private final CuratePlan plan;
  private final boolean overwriteEdited;

  JudgeCases(
      String datasetId, ConnectionSettings connection, CuratePlan plan, boolean overwriteEdited) {
    this.datasetId = datasetId;
    this.connection = connection;
    this.plan = plan;
    this.overwriteEdited = overwriteEdited;
  }

  @Override
  public PCollectionTuple expand(PCollection<Case> cases) {
    return cases
        .apply("Labelled", Filter.by(Case::isLabelled))
        .apply("RowsThere", new RowsThere(datasetId, connection, COLUMNS))
        .apply(
            "Judge",
            ParDo.of(new JudgeFn(datasetId, plan, overwriteEdited))
                .withOutputTags(CHANGES, TupleTagList.of(VERDICTS)));
  }

  private static final class JudgeFn extends DoFn<KV<String, List<CasePart>>, RowChange> {
    private final String datasetId;
    private final CuratePlan plan;
    private final boolean overwriteEdited;

    JudgeFn(String datasetId, CuratePlan plan, boolean overwriteEdited) {
      this.datasetId = datasetId;
      this.plan = plan;
      this.overwriteEdited = overwriteEdited;
    }

    @ProcessElement
    public void judge(@Element KV<String, List<CasePart>> parts, MultiOutputReceiver out) {
      List<RowVersion> there = CasePart.rows(parts.getValue());
      RowVersion now = there.isEmpty() ? null : there.get(0);
      for (Case value : CasePart.cases(parts.getValue())) {
        RowChange change = CaseRow.of(value, plan).changeOf(datasetId, now);
        Verdict verdict = verdict(change, now);
        out.get(VERDICTS).output(line(value, verdict));
        if (change != null && verdict != Verdict.KEPT) {
          out.get(CHANGES).output(change);
        }
      }
    }

    private Verdict verdict(@Nullable RowChange change, @Nullable RowVersion now) {
      if (now == null) {
        return Verdict.NEW;
      }
      if (change == null) {
        return Verdict.UNCHANGED;
      }
      boolean kept = !overwriteEdited && OwnWrites.isPersons(now.json());
      return kept ? Verdict.KEPT : Verdict.CHANGED;
    }

    private OrderedRow line(Case value, Verdict verdict) {
      Map<String, RawJson> line = new LinkedHashMap<>();
      line.put("dataset_id", JsonMerge.string(datasetId));
      line.put("id", JsonMerge.string(value.id()));
      line.put("verdict", JsonMerge.string(verdict.word()));
      return new OrderedRow(datasetId + '\0' + value.id(), JsonMerge.object(line));
    }
  }
}
