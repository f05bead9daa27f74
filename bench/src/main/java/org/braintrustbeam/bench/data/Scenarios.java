package org.braintrustbeam.bench.data;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The objects that the jobs are run on, in one project. */
final class Scenarios {
  private static final String PROJECT = "bench";
  private static final Instant LONG_AGO = Instant.parse("2025-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofSeconds(40);

  private final LocalApi api;
  private final SetClock clock;
  private final String project;

  Scenarios(LocalApi api, SetClock clock) {
    this.api = api;
    this.clock = clock;
    this.project = api.project(PROJECT);
  }

  /** An experiment of root spans, as if made in the course of hours. */
  void spread(String name, long rows) {
    experiment(name, rows, STEP);
  }

  /** The same where all rows are made in one second. */
  void burst(String name, long rows) {
    experiment(name, rows, Duration.ZERO);
  }

  private void experiment(String name, long rows, Duration step) {
    String id = api.object("experiment", project, name);
    new Batches(api, clock, step).insert("experiment", id, rows, row -> Rows.testCase(row, null));
  }

  /** A dataset and an experiment on it of the same name; every row of it is corrected. */
  void corrected(String name, long rows) {
    String dataset = api.object("dataset", project, name);
    String experiment = api.object("experiment", project, name);
    for (long first = 0; first < rows; first += Batches.SIZE) {
      long end = Math.min(rows, first + Batches.SIZE);
      clock.set(clock.instant().plus(STEP));
      api.insert(
          "dataset", dataset, Batches.text(first, end, n -> Rows.dataRecord(n, "" + n, LONG_AGO)));
      String version = api.lastWrite("dataset", dataset);
      api.insert(
          "experiment",
          experiment,
          Batches.text(
              first, end, n -> Rows.testCase(n, new Rows.Origin(dataset, Rows.id(n), version))));
      api.insert("experiment", experiment, Batches.text(first, end, Rows::correction));
    }
  }

  /** Facet calls in the logs of a project of their own. */
  void logs(String name, long calls) {
    String logs = api.project(name);
    long rows = calls / Logs.FACETS * Logs.ROWS;
    new Batches(api, clock, STEP).insert("project_logs", logs, rows, Logs::row);
  }

  /** What users do, in the logs of a project of their own. */
  void traffic(String name, long rows) {
    String logs = api.project(name);
    Traffic traffic = new Traffic(rows / Traffic.ROWS);
    new Batches(api, clock, STEP).insert("project_logs", logs, rows, traffic::row);
  }

  /** A dataset of ground truth of facets; {@link FacetTruth#definitions} go with it. */
  void facets(String name, long rows) {
    String id = api.object("dataset", project, name);
    new Batches(api, clock, STEP).insert("dataset", id, rows, FacetTruth::row);
  }

  /**
   * Datasets {@code name-0}, {@code name-1} … with the same inputs; so many in 100 have another,
   * newer answer in one of them, each in its turn.
   */
  void datasets(String name, long rows, int datasets, int differing) {
    int period = 100 / differing;
    for (int i = 0; i < datasets; i++) {
      int dataset = i;
      String id = api.object("dataset", project, String.format(Locale.ROOT, "%s-%d", name, i));
      new Batches(api, clock, STEP)
          .insert(
              "dataset",
              id,
              rows,
              row -> {
                boolean newer = row % period == 0 && row / period % datasets == dataset;
                Instant created = LONG_AGO.plusSeconds(newer ? 3_600 + row : dataset);
                return Rows.dataRecord(row, newer ? "newer " + row : "" + row, created);
              });
    }
  }
}
