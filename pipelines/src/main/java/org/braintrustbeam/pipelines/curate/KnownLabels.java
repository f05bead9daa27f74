package org.braintrustbeam.pipelines.curate;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.curate.CasePart;
import org.braintrustbeam.transforms.json.CanonicalJson;

/**
 * Gives cases without a label the one that their row in the dataset has, so that nobody pays twice
 * for it. A model may say something else the second time, and a run that is repeated must not. The
 * label of a row that has another input is none of this one.
 */
final class KnownLabels extends PTransform<PCollection<Case>, PCollectionTuple> {
  /** All cases. */
  static final TupleTag<Case> CASES = new TupleTag<>() {};

  /** A line for each that has its label from the dataset. */
  static final TupleTag<OrderedRow> KNOWN = new TupleTag<>() {};

  private static final List<String> COLUMNS = List.of("expected", "input", "metadata");

  private final String datasetId;
  private final ConnectionSettings connection;

  KnownLabels(String datasetId, ConnectionSettings connection) {
    this.datasetId = datasetId;
    this.connection = connection;
  }

  @Override
  public PCollectionTuple expand(PCollection<Case> cases) {
    PCollectionTuple taken =
        cases
            .apply("WithoutLabel", Filter.by(value -> !value.isLabelled()))
            .apply("RowsThere", new RowsThere(datasetId, connection, COLUMNS))
            .apply("Take", ParDo.of(new TakeFn()).withOutputTags(CASES, TupleTagList.of(KNOWN)));
    PCollection<Case> all =
        PCollectionList.of(cases.apply("WithLabel", Filter.by(Case::isLabelled)))
            .and(taken.get(CASES))
            .apply("AllCases", Flatten.pCollections());
    return PCollectionTuple.of(CASES, all).and(KNOWN, taken.get(KNOWN));
  }

  private static final class TakeFn extends DoFn<KV<String, List<CasePart>>, Case> {
    @ProcessElement
    public void take(@Element KV<String, List<CasePart>> parts, MultiOutputReceiver out) {
      List<RowVersion> rows = CasePart.rows(parts.getValue());
      RawJson row = rows.isEmpty() ? RawJson.NULL : rows.get(0).json();
      RawJson label = LabelledLine.label(row.field("expected"));
      RawJson input = row.field("input");
      for (Case value : CasePart.cases(parts.getValue())) {
        if (label.isNull() || !CanonicalJson.same(input, value.input())) {
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
