package org.braintrustbeam.transforms.facet.split;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.Side;
import org.jspecify.annotations.Nullable;

/** Puts the rows that have a side in the dataset on that side; the others pass as they are. */
final class KnownSides extends PTransform<PCollection<DatasetRow>, PCollection<DatasetRow>> {
  private final PCollection<RowVersion> existing;

  KnownSides(PCollection<RowVersion> existing) {
    this.existing = existing;
  }

  @Override
  public PCollection<DatasetRow> expand(PCollection<DatasetRow> rows) {
    return PCollectionList.of(rows.apply("KeyRows", MapElements.via(new KeyRow())))
        .and(existing.apply("ReadSides", ParDo.of(new ReadSidesFn())))
        .apply("Together", Flatten.pCollections())
        .apply("ById", CombineByShard.toLists())
        .apply("Keep", ParDo.of(new KeepFn()));
  }

  private static final class KeyRow extends SimpleFunction<DatasetRow, KV<String, RowOrSide>> {
    @Override
    public KV<String, RowOrSide> apply(DatasetRow row) {
      return KV.of(row.id(), new RowOrSide(row, null));
    }
  }

  private static final class ReadSidesFn extends DoFn<RowVersion, KV<String, RowOrSide>> {
    @ProcessElement
    public void read(@Element RowVersion row, OutputReceiver<KV<String, RowOrSide>> out) {
      Side side = Side.ofRow(row.json());
      if (side != null) {
        out.output(KV.of(row.key().rowId(), new RowOrSide(null, side)));
      }
    }
  }

  private static final class KeepFn extends DoFn<KV<String, List<RowOrSide>>, DatasetRow> {
    @ProcessElement
    public void keep(@Element KV<String, List<RowOrSide>> parts, OutputReceiver<DatasetRow> out) {
      Side known = sideAmong(parts.getValue());
      for (RowOrSide part : parts.getValue()) {
        if (part.row() != null) {
          out.output(known == null ? part.row() : part.row().on(known));
        }
      }
    }

    private static @Nullable Side sideAmong(List<RowOrSide> parts) {
      Side known = null;
      for (RowOrSide part : parts) {
        known = part.side() == null ? known : part.side();
      }
      return known;
    }
  }
}
