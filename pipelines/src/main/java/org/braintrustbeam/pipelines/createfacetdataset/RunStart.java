package org.braintrustbeam.pipelines.createfacetdataset;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.pipelines.command.RunFolder;
import org.braintrustbeam.pipelines.command.RunFolder.State;
import org.braintrustbeam.pipelines.labelling.TimeRange;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What is found out and made before the pipeline: by a run that begins, or that goes on.
 *
 * @param folder of the run
 * @param logs of the source project, whose id is theirs
 * @param sourceOrg name of its organisation; null if it cannot be learnt
 * @param range when the spans were created; null if traces are named, or there is no span
 * @param datasetId of the target; null if there is none, or nobody looks
 */
record RunStart(
    RunFolder folder,
    ObjectSnapshot logs,
    @Nullable String sourceOrg,
    @Nullable TimeRange range,
    @Nullable String datasetId) {

  static RunStart of(
      CreateFacetDatasetOptions options,
      FacetPlan plan,
      ConnectionSettings from,
      ConnectionSettings to)
      throws IOException {
    String root = options.getOutputRoot();
    String id = options.getResume();
    RunFolder begun = id == null ? null : RunFolder.resume(root, id);
    BraintrustClient client = BraintrustClient.of(from);
    String projectId = client.findProject(plan.sourceProject());
    Map<String, String> settings = settings(options, plan, projectId);
    TimeRange range =
        begun == null ? range(plan, client, projectId) : TimeRange.of(begun.pinned(settings));
    String datasetId = datasetId(options, plan, BraintrustClient.of(to));
    RunFolder folder = begun == null ? RunFolder.begin(root, Instant.now()) : begun;
    folder.keep(new State(settings, TimeRange.pinned(range)));
    return new RunStart(
        folder,
        client.snapshot(ObjectType.PROJECT_LOGS, projectId),
        client.orgName(),
        range,
        datasetId);
  }

  /** What must be the same when a run is resumed, so that it finds the same calls. */
  private static Map<String, String> settings(
      CreateFacetDatasetOptions options, FacetPlan plan, String projectId) {
    boolean named = !plan.roots().isEmpty();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("source project", projectId);
    settings.put("spans", plan.query().spans());
    settings.put("window", named ? "" : plan.query().window());
    settings.put("root spans", named ? Sha256.hex(String.join("\n", plan.roots())) : "");
    settings.put("limit", String.valueOf(plan.limit()));
    settings.put("facet name", String.valueOf(options.getFacetName()));
    settings.put("sampling", String.valueOf(plan.sample()));
    return settings;
  }

  /**
   * What the window comes to now. The service is asked before anything else is done, so what is
   * wrong with the user's SQL is known at once.
   */
  private static @Nullable TimeRange range(
      FacetPlan plan, BraintrustClient client, String projectId) {
    if (!plan.roots().isEmpty()) {
      return null;
    }
    String window = plan.query().spansInWindow();
    List<String> newest = client.createdTimes(projectId, window, true, Math.max(1, plan.limit()));
    if (newest.isEmpty()) {
      return null;
    }
    String first =
        plan.limit() == 0
            ? client.createdTimes(projectId, window, false, 1).get(0)
            : newest.get(newest.size() - 1);
    return new TimeRange(first, newest.get(0));
  }

  /** Makes project and dataset where rows will be written; else looks at most. */
  private static @Nullable String datasetId(
      CreateFacetDatasetOptions options, FacetPlan plan, BraintrustClient client) {
    if (options.getDryRun() || (options.getSkipUpload() && !plan.keepSides())) {
      return null;
    }
    String project = client.projectIfThere(plan.targetProject());
    if (options.getSkipUpload()) {
      NamedObject dataset = project == null ? null : client.datasetIfThere(project, plan.dataset());
      return dataset == null ? null : dataset.id();
    }
    String made = project == null ? client.getOrCreateProject(plan.targetProject()) : project;
    return client.getOrCreateDataset(made, plan.dataset()).id();
  }
}
