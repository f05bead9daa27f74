package org.braintrustbeam.pipelines.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.transforms.json.JsonMerge;

/** Keeps which rows were written, for the result: {@code {dataset_id, id}}, sorted by both. */
public final class WrittenRows extends PTransform<PCollection<RowKey>, PCollection<Integer>> {
  private final String folder;

  private WrittenRows(String folder) {
    this.folder = folder;
  }

  /** In this folder. */
  public static WrittenRows to(String folder) {
    return new WrittenRows(folder);
  }

  @Override
  public PCollection<Integer> expand(PCollection<RowKey> written) {
    return written
        .apply("ToLine", MapElements.via(new ToLine()))
        .apply("Write", WriteOrderedRows.to(folder));
  }

  private static final class ToLine extends SimpleFunction<RowKey, OrderedRow> {
    @Override
    public OrderedRow apply(RowKey key) {
      Map<String, RawJson> line = new LinkedHashMap<>();
      line.put("dataset_id", JsonMerge.string(key.objectId()));
      line.put("id", JsonMerge.string(key.rowId()));
      return new OrderedRow(key.objectId() + '\0' + key.rowId(), JsonMerge.object(line));
    }
  }
}
