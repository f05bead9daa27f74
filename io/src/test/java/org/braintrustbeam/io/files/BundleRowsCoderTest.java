package org.braintrustbeam.io.files;

import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;

class BundleRowsCoderTest {
  private static final BundleRows BOTH =
      new BundleRows(
          "records",
          List.of(new RowFile("rows-1", 300), new RowFile("rows-2", 0)),
          List.of(new OrderedRow("1", RawJson.of("{}")), new OrderedRow("0", RawJson.NULL)));

  @Test
  void readsWhatItWrote() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(BundleRowsCoder.of(), BOTH);
    CoderProperties.coderDecodeEncodeEqual(BundleRowsCoder.of(), BundleRows.NONE);
  }

  @Test
  void canTravel() throws Exception {
    CoderProperties.coderSerializable(BundleRowsCoder.of());
    CoderProperties.structuralValueDecodeEncodeEqual(BundleRowsCoder.of(), BOTH);
  }
}
