package org.braintrustbeam.io.braintrust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.braintrustbeam.io.files.WriteLog;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowKey;

/** Keeps them in a {@link WriteLog}, each as {@code {dataset_id, id}}, sorted by both. */
final class LoggedWrites implements WriteRecord {
  private final WriteLog log;

  LoggedWrites(WriteLog log) {
    this.log = log;
  }

  @Override
  public String begin(List<RowKey> rows) {
    try {
      return log.begin(rows(rows));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end(String request, List<RowKey> written) {
    try {
      log.end(request, rows(written));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void add(List<RowKey> written) {
    try {
      log.add(rows(written));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<OrderedRow> rows(List<RowKey> keys) {
    return keys.stream().map(LoggedWrites::row).toList();
  }

  private static OrderedRow row(RowKey key) {
    RawJson json =
        Bodies.object(
            object -> {
              object.writeStringField("dataset_id", key.objectId());
              object.writeStringField("id", key.rowId());
            });
    return new OrderedRow(key.objectId() + '\0' + key.rowId(), json);
  }
}
