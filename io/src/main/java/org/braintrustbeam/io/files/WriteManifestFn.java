package org.braintrustbeam.io.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.row.OrderedRow;

/** Writes the manifest, when all bundles are there, and the rows that they had too few of. */
final class WriteManifestFn extends DoFn<KV<String, Iterable<BundleRows>>, Void> {
  private final SharedFolder folder;

  WriteManifestFn(SharedFolder folder) {
    this.folder = folder;
  }

  @ProcessElement
  public void write(@Element KV<String, Iterable<BundleRows>> all) throws IOException {
    folder.verify();
    Map<String, RunWriter> writers = new TreeMap<>();
    try {
      Manifest.write(folder, lines(all.getValue(), writers));
    } finally {
      writers.values().forEach(RunWriter::abandon);
    }
  }

  private List<String> lines(Iterable<BundleRows> bundles, Map<String, RunWriter> writers)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (BundleRows bundle : bundles) {
      bundle.files().forEach(file -> lines.add(Manifest.line(bundle.output(), file)));
      for (OrderedRow row : bundle.rows()) {
        writers.computeIfAbsent(bundle.output(), output -> new RunWriter(folder, output)).add(row);
      }
    }
    for (Map.Entry<String, RunWriter> writer : writers.entrySet()) {
      for (RowFile file : writer.getValue().finishFiles()) {
        lines.add(Manifest.line(writer.getKey(), file));
      }
    }
    return lines;
  }
}
