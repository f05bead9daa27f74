package org.braintrustbeam.runners.session;

import java.nio.file.Path;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/** Where the launcher and the workers of a run have the files they share. */
final class RunPlace {
  private RunPlace() {}

  /**
   * A work folder that all of them see: on this machine alone any; beside {@code --output} else.
   * There too where that is a {@code scheme://…}: the address may be the near end of a tunnel.
   *
   * @param master null for a run in this process
   * @throws UsageException if there is no such place
   */
  static WorkFolder of(BraintrustOptions options, @Nullable FlinkMaster master) {
    String output = options.getOutput();
    boolean isUrl = output != null && NamedFile.isUrl(output);
    if (master == null || (master.isLoopback() && !isUrl)) {
      return new WorkFolder();
    }
    if (output == null || output.equals("-")) {
      throw new UsageException(
          "--output FILE is needed with --flink-master %s, on a file system that this machine and"
                  .formatted(master)
              + " the workers share: they work beside it");
    }
    return WorkFolder.in(folderOf(output));
  }

  /** Of a path, as workers in another working directory find it; or of a {@code scheme://…}. */
  static String folderOf(String file) {
    if (NamedFile.isUrl(file)) {
      return file.substring(0, file.lastIndexOf('/'));
    }
    return String.valueOf(Path.of(file).toAbsolutePath().getParent());
  }
}
