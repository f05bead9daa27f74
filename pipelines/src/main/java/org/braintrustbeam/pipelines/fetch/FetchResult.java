package org.braintrustbeam.pipelines.fetch;

import java.io.IOException;
import java.io.OutputStream;
import org.braintrustbeam.io.files.IndentedJson;
import org.braintrustbeam.io.files.OrderedRows;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.Session;

/** Prints the records that the pipeline left behind, as a JSON array or one a line. */
final class FetchResult {
  private FetchResult() {}

  static void write(FetchOptions options, Folders folders, Session session) throws IOException {
    long max = options.getMaxResults() == null ? Long.MAX_VALUE : options.getMaxResults();
    try (OrderedRows records = folders.rows(Fetch.RECORDS)) {
      session.writeResult(
          isLines(options)
              ? out -> writeLines(records, max, out)
              : out -> writeArray(records, max, out));
    }
  }

  private static boolean isLines(FetchOptions options) {
    String format = options.getFormat();
    String output = options.getOutput();
    return format == null ? output != null && output.endsWith(".jsonl") : format.equals("jsonl");
  }

  /** The pipeline has brought each into one line. */
  private static void writeLines(OrderedRows records, long max, OutputStream out)
      throws IOException {
    for (long n = 0; n < max && records.hasNext(); n++) {
      records.next().json().writeTo(out);
      out.write('\n');
    }
  }

  private static void writeArray(OrderedRows records, long max, OutputStream out)
      throws IOException {
    OutputStream array = IndentedJson.byTwo(out);
    array.write('[');
    for (long n = 0; n < max && records.hasNext(); n++) {
      if (n > 0) {
        array.write(',');
      }
      records.next().json().writeTo(array);
    }
    array.write(']');
    out.write('\n');
  }
}
