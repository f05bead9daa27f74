package org.braintrustbeam.pipelines.evalfacets;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.FoundExperiment;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.NewExperiment;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.pipelines.command.RunFolder;
import org.braintrustbeam.pipelines.command.RunFolder.State;
import org.jspecify.annotations.Nullable;

/**
 * What is found out and made before the pipeline: by a run that begins, or that goes on.
 *
 * @param folder of the run
 * @param dataset that is read
 * @param rows its rows at the version that the run began with
 * @param projectId of the project of the experiment; null if there is none, and none is made
 * @param experiment that is written; null if none is
 * @param url its page; null if it is not known
 * @param existing what an earlier attempt at the run has written to it; null if there was none
 * @param baseline the experiment to compare with; null if there is none
 */
record EvalStart(
    RunFolder folder,
    NamedObject dataset,
    ObjectSnapshot rows,
    @Nullable String projectId,
    @Nullable NamedObject experiment,
    @Nullable String url,
    @Nullable ObjectSnapshot existing,
    @Nullable Baseline baseline) {
  private static final String VERSION = "dataset version";
  private static final String KEY = "run key";
  private static final String EXPERIMENT_ID = "experiment id";

  static EvalStart of(EvalFacetsOptions options, EvalPlan plan, ConnectionSettings connection)
      throws IOException {
    String root = options.getOutputRoot().replaceFirst("(?<=.)/+$", "") + "/evals";
    String id = options.getResume();
    RunFolder begun = id == null ? null : RunFolder.resume(root, id);
    BraintrustClient client = BraintrustClient.of(connection);
    NamedObject dataset = client.find(ObjectType.DATASET, plan.dataset(), plan.datasetProject());
    Map<String, String> settings = plan.settings(options, dataset.id());
    Map<String, String> pinned =
        new LinkedHashMap<>(begun == null ? Map.of() : begun.pinned(settings));
    ObjectSnapshot rows = pinned(client.snapshot(ObjectType.DATASET, dataset.id()), pinned);
    Baseline baseline = Baseline.of(options, plan, client, pinned.get(EXPERIMENT_ID));
    pinned.putIfAbsent(KEY, UUID.randomUUID().toString());
    RunFolder folder = begun == null ? RunFolder.begin(root, Instant.now()) : begun;
    folder.keep(new State(settings, pinned)); // so that it can go on from here
    if (options.getNoSendLogs()) {
      String project = client.projectIfThere(plan.evalProject());
      return new EvalStart(
          folder, dataset, client.located(rows), project, null, null, null, baseline);
    }
    boolean wrote = pinned.containsKey(EXPERIMENT_ID);
    String project = project(client, plan.evalProject());
    EvalMetadata about = new EvalMetadata(options, plan, folder, rows, dataset);
    NamedObject experiment = experiment(client, about, project, base(baseline, project), pinned);
    pinned.put(EXPERIMENT_ID, experiment.id());
    folder.keep(new State(settings, pinned));
    return new EvalStart(
        folder,
        dataset,
        client.located(rows),
        project,
        experiment,
        client.experimentUrl(experiment),
        wrote ? written(client, experiment) : null,
        baseline);
  }

  /** How many rows are read; -1 if that is not known. */
  long rowsToRead() {
    long ofBaseline = baseline == null ? 0 : baseline.read().rows();
    return rows.rowCount() < 0 || ofBaseline < 0 ? -1 : rows.rowCount() + ofBaseline;
  }

  /** At the version that the run began with, whatever was written since. */
  private static ObjectSnapshot pinned(ObjectSnapshot now, Map<String, String> pinned) {
    String version = pinned.get(VERSION);
    if (version == null) {
      pinned.put(VERSION, now.version() == null ? "" : String.valueOf(now.version()));
      return now;
    }
    return version.isEmpty() || version.equals(now.version())
        ? now
        : new ObjectSnapshot(now.type(), now.id(), version, now.rowCount(), now.readMode());
  }

  private static String project(BraintrustClient client, String idOrName) {
    String found = client.projectIfThere(idOrName);
    return found == null ? client.getOrCreateProject(idOrName) : found;
  }

  /** What the experiment's page is to compare it with: the baseline, if it may. */
  private static @Nullable String base(@Nullable Baseline baseline, String project) {
    return baseline == null || !baseline.experiment().projectId().equals(project)
        ? null
        : baseline.experiment().id();
  }

  /** Null where nothing was written yet. */
  private static @Nullable ObjectSnapshot written(BraintrustClient client, NamedObject experiment) {
    ObjectSnapshot rows = client.snapshot(ObjectType.EXPERIMENT, experiment.id());
    return rows.rowCount() == 0 ? null : client.located(rows);
  }

  /**
   * The run's own experiment. Under a name that is taken the service returns what is there, so it
   * is told by the key in its metadata; for the same reason it is safe to repeat.
   */
  private static NamedObject experiment(
      BraintrustClient client,
      EvalMetadata about,
      String project,
      @Nullable String base,
      Map<String, String> pinned) {
    String key = String.valueOf(pinned.get(KEY));
    String name = about.experimentName();
    for (String candidate :
        List.of(name, name + "-" + about.runId(), name + "-" + about.runId() + "-" + key)) {
      FoundExperiment found =
          client.getOrCreateExperiment(
              new NewExperiment(
                  project,
                  candidate,
                  about.datasetId(),
                  about.datasetVersion(),
                  base,
                  about.ofExperiment(key)));
      if (key.equals(found.metadata().field(EvalMetadata.KEY).text())) {
        return found.object();
      }
    }
    throw new BraintrustException("no new experiment '" + name + "' could be made");
  }
}
