package org.braintrustbeam.runners.session;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptions;
import org.braintrustbeam.io.files.AtomicFile;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.pipelines.command.UsageException;

/** Checks, before any request, that what a run is to write can be written. */
final class OutputPaths {
  private OutputPaths() {}

  /**
   * A name that can become a file: a path, or one on a file system that Beam knows.
   *
   * @throws UsageException naming the flag, the path and what is in the way
   */
  static void check(String flag, String file, PipelineOptions options) {
    if (NamedFile.isUrl(file)) {
      BeamSchemes.require(flag, file, options);
    } else {
      checkPath(flag, file);
    }
  }

  private static void checkPath(String flag, String file) {
    Path target = path(flag, file);
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new UsageException("%s %s: is a folder".formatted(flag, file));
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException("%s %s: no such folder".formatted(flag, file));
    }
    if (!AtomicFile.isDevice(target) && !Files.isWritable(folder)) {
      throw new UsageException("%s %s: no permission to write there".formatted(flag, file));
    }
  }

  private static Path path(String flag, String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new UsageException("%s %s: not a file name".formatted(flag, file));
    }
  }
}
