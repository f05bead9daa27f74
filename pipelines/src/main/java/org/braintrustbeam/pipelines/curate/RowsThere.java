package org.braintrustbeam.pipelines.curate;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.RowAt;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.curate.Case;
import org.braintrustbeam.transforms.curate.CasePart;

/** Brings cases, by their ids, together with the rows that the dataset has under these ids now. */
final class RowsThere
    extends PTransform<PCollection<Case>, PCollection<KV<String, List<CasePart>>>> {
  private final String datasetId;
  private final ConnectionSettings connection;
  private final List<String> columns;

  RowsThere(String datasetId, ConnectionSettings connection, List<String> columns) {
    this.datasetId = datasetId;
    this.connection = connection;
    this.columns = columns;
  }

  @Override
  public PCollection<KV<String, List<CasePart>>> expand(PCollection<Case> cases) {
    PCollection<RowVersion> rows =
        cases
            .apply("ToIds", ParDo.of(new ToRowAtFn(datasetId)))
            .apply("LookUp", BraintrustIO.lookUp().withConnection(connection).withColumns(columns));
    return PCollectionList.of(cases.apply("KeyCases", ParDo.of(new KeyCaseFn())))
        .and(rows.apply("KeyRows", ParDo.of(new KeyRowFn())))
        .apply("Together", Flatten.pCollections())
        .apply("ById", CombineByShard.toLists());
  }

  private static final class ToRowAtFn extends DoFn<Case, RowAt> {
    private final String datasetId;

    ToRowAtFn(String datasetId) {
      this.datasetId = datasetId;
    }

    @ProcessElement
    public void ask(@Element Case value, OutputReceiver<RowAt> out) {
      out.output(new RowAt(new RowKey(datasetId, value.id()), null));
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
}
