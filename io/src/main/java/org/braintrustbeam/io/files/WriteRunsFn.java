package org.braintrustbeam.io.files;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.row.OrderedRow;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a bundle as sorted files, and says which when it is complete: the files of a
 * bundle that is repeated are then named by nobody.
 */
final class WriteRunsFn extends DoFn<OrderedRow, KV<String, BundleRows>> {
  private final SharedFolder folder;
  private final String output;
  private transient @Nullable RunWriter writer;

  WriteRunsFn(SharedFolder folder, String output) {
    this.folder = folder;
    this.output = output;
  }

  @Setup
  public void setUp() throws IOException {
    folder.verify();
  }

  @StartBundle
  public void start() {
    abandon(); // of a bundle that failed
  }

  @ProcessElement
  public void add(@Element OrderedRow row) throws IOException {
    RunWriter open = writer;
    if (open == null) {
      open = new RunWriter(folder, output);
      writer = open;
    }
    open.add(row);
  }

  @FinishBundle
  public void finish(FinishBundleContext context) throws IOException {
    RunWriter open = writer;
    if (open != null) {
      context.output(
          KV.of("", open.finish()), BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
      writer = null;
    }
  }

  @Teardown
  public void abandon() {
    RunWriter open = writer;
    if (open != null) {
      open.abandon();
      writer = null;
    }
  }
}
