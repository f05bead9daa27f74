package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The configuration that Flink reads out of a folder. */
final class FlinkConfiguration {
  private static final String FILE = "config.yaml";

  private FlinkConfiguration() {}

  /**
   * Of a cluster in this process: bounded memory, its files in the run's folder, and no port that
   * another machine could reach.
   */
  static Path embedded(Path folder, int slots) {
    Path files = folder.resolve("flink");
    return write(
        folder,
        List.of(
            "taskmanager.memory.managed.size: " + managedMegabytes(slots) + "m",
            "taskmanager.memory.network.min: " + networkMegabytes(slots) + "m",
            "taskmanager.memory.network.max: " + networkMegabytes(slots) + "m",
            "io.tmp.dirs: " + quoted(files),
            "blob.storage.directory: " + quoted(files),
            "web.tmpdir: " + quoted(files),
            "rest.address: 127.0.0.1",
            "rest.bind-address: 127.0.0.1",
            "jobmanager.bind-host: 127.0.0.1",
            "taskmanager.bind-host: 127.0.0.1",
            "web.submit.enable: false"));
  }

  /** Of a client. */
  static Path client(Path folder) {
    return write(folder, List.of("client.retry-period: 1 s"));
  }

  /** For sorting; what does not fit goes to the disk. */
  private static int managedMegabytes(int slots) {
    return Math.max(256, 32 * slots);
  }

  /** Every pair of subtasks that exchange rows has buffers of its own. */
  private static int networkMegabytes(int slots) {
    return Math.max(64, slots * slots * 3 / 4);
  }

  private static String quoted(Path path) {
    return "\""
        + path.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"")
        + "\"";
  }

  private static Path write(Path folder, List<String> lines) {
    try {
      Path configuration = Files.createDirectories(folder.resolve("flink-conf"));
      Files.write(configuration.resolve(FILE), lines);
      Files.createDirectories(folder.resolve("flink"));
      return configuration;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
