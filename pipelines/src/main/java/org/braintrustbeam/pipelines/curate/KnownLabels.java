package org.braintrustbeam.pipelines.curate;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowAt;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.curate.CasePart;

/**
 * Gives cases without a label the one that their row in the dataset has, so that nobody pays twice
 * for it. A model may say something else the second time, and a run that is repeated must not.
 */
final class KnownLabels extends PTransform<PCollection<Case>, PCollectionTuple> {
  /** All cases. */
  static final TupleTag<Case> CASES = new TupleTag<>() {};

  /** A line for each that has its label from the dataset. */
  static final TupleTag<OrderedRow> KNOWN = new TupleTag<>() {};

  private static final List<String> COLUMNS = List.of("expected", "metadata");

  private final String datasetId;
  private final ConnectionSettings connection;

  KnownLabels(String datasetId, ConnectionSettings connection) {
    this.datasetId = datasetId;
    this.connection = connection;
  }

  @Override
  public PCollectionTuple expand(PCollection<Case> cases) {
    PCollection<RowVersion> rows =
        cases
            .apply("RowsThere", ParDo.of(new ToRowAtFn(datasetId)))
            .apply(
                "LookUpLabels",
                BraintrustIO.lookUp().withConnection(connection).withColumns(COLUMNS));
    return PCollectionList.of(cases.apply("KeyCases", ParDo.of(new KeyCaseFn())))
        .and(rows.apply("KeyRows", ParDo.of(new KeyRowFn())))
        .apply("Together", Flatten.pCollections())
        .apply("ById", CombineByShard.toLists())
        .apply("Take", ParDo.of(new TakeFn()).withOutputTags(CASES, TupleTagList.of(KNOWN)));
  }

  private static final class ToRowAtFn extends DoFn<Case, RowAt> {
    private final String datasetId;

    ToRowAtFn(String datasetId) {
      this.datasetId = datasetId;
    }

    @ProcessElement
    public void ask(@Element Case value, OutputReceiver<RowAt> out) {
      if (!value.isLabelled()) {
        out.output(new RowAt(new RowKey(datasetId, value.id()), null));
      }
    }
  }

  private static final class KeyCaseFn extends DoFn<Case, KV<String, CasePart>> {
    @ProcessElement
    public void key(@Element Case value, OutputReceiver<KV<String, CasePart>> out) {
      out.output(KV.of(value.id(), CasePart.of(value)));
    }
  }

  private static final class KeyRowFn extends DoFn<RowVersion, KV<String, CasePart>> {
    @ProcessElement
    public void key(@Element RowVersion row, OutputReceiver<KV<String, CasePart>> out) {
      out.output(KV.of(row.key().rowId(), CasePart.of(row)));
    }
  }

  private static final class TakeFn extends DoFn<KV<String, List<CasePart>>, Case> {
    @ProcessElement
    public void take(@Element KV<String, List<CasePart>> parts, MultiOutputReceiver out) {
      List<RowVersion> rows = CasePart.rows(parts.getValue());
      RawJson row = rows.isEmpty() ? RawJson.NULL : rows.get(0).json();
      RawJson label = row.field("expected");
      for (Case value : CasePart.cases(parts.getValue())) {
        if (value.isLabelled() || label.isNull()) {
          out.get(CASES).output(value);
        } else {
          String labeler = row.field("metadata").field("labeler_model").text();
          out.get(CASES).output(value.labelled(label, labeler));
          out.get(KNOWN).output(CaseLine.line(value));
        }
      }
    }
  }
}
