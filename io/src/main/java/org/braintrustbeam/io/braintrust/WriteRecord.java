package org.braintrustbeam.io.braintrust;

import java.util.List;
import org.braintrustbeam.io.row.RowKey;

/** Keeps which rows were written, apart from what the runner commits. */
interface WriteRecord {
  /** Keeps nothing. */
  WriteRecord NONE =
      new WriteRecord() {
        @Override
        public String begin(List<RowKey> rows) {
          return "";
        }

        @Override
        public void end(String request, List<RowKey> written) {}

        @Override
        public void add(List<RowKey> written) {}
      };

  /** Rows are about to be written. */
  String begin(List<RowKey> rows);

  /** Of those these were written, and the others were not. */
  void end(String request, List<RowKey> written);

  /** These were written; of others that had begun it is unknown. */
  void add(List<RowKey> written);
}
