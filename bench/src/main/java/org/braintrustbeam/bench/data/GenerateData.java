package org.braintrustbeam.bench.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.braintrustbeam.emulator.Emulator;

/**
 * {@code FOLDER KIND:NAME:ROWS[:DATASETS:DIFFERING]…} fills an emulator's data folder.
 *
 * <p>Kinds: {@code spread} and {@code burst} (experiments), {@code corrected} (a dataset and an
 * experiment on it), {@code datasets} (so many, that differ in so many of 100 inputs), {@code logs}
 * (facet calls in the logs of a project), {@code traffic} (traces of two weeks in the logs of a
 * project), {@code facets} (a dataset of ground truth, with the definitions in {@code NAME.yaml}).
 */
public final class GenerateData {
  private static final Instant START = Instant.parse("2025-02-01T00:00:00Z");

  private GenerateData() {}

  /** Ends when all of it is on the disk. */
  public static void main(String[] args) {
    SetClock clock = new SetClock(START);
    Path folder = Path.of(args[0]);
    try (Emulator emulator = Emulator.builder().data(folder).clock(clock).start()) {
      Scenarios scenarios = new Scenarios(new LocalApi(emulator.url()), clock);
      Arrays.stream(args)
          .skip(1)
          .forEach(spec -> make(folder, scenarios, List.of(spec.split(":"))));
    }
  }

  private static void make(Path folder, Scenarios scenarios, List<String> spec) {
    String name = spec.get(1);
    long rows = Long.parseLong(spec.get(2));
    switch (spec.get(0)) {
      case "spread" -> scenarios.spread(name, rows);
      case "burst" -> scenarios.burst(name, rows);
      case "corrected" -> scenarios.corrected(name, rows);
      case "logs" -> scenarios.logs(name, rows);
      case "traffic" -> scenarios.traffic(name, rows);
      case "facets" -> {
        scenarios.facets(name, rows);
        write(folder.resolve(name + ".yaml"), FacetTruth.definitions());
      }
      case "datasets" ->
          scenarios.datasets(
              name, rows, Integer.parseInt(spec.get(3)), Integer.parseInt(spec.get(4)));
      default -> throw new IllegalArgumentException("no kind of data: " + spec.get(0));
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
