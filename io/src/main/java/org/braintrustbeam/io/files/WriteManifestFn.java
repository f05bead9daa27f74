package org.braintrustbeam.io.files;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Writes the manifest, when all files are there. */
final class WriteManifestFn extends DoFn<KV<String, Iterable<String>>, Void> {
  private final SharedFolder folder;

  WriteManifestFn(SharedFolder folder) {
    this.folder = folder;
  }

  @ProcessElement
  public void write(@Element KV<String, Iterable<String>> all) throws IOException {
    folder.verify();
    Manifest.write(folder, all.getValue());
  }
}
