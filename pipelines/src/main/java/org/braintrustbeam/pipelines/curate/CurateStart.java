package org.braintrustbeam.pipelines.curate;

import java.io.IOException;
import java.time.Instant;
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
import org.jspecify.annotations.Nullable;

/**
 * What is found out before the pipelines: by a run that begins, or that goes on.
 *
 * @param client of the launcher
 * @param folder of the run
 * @param logs of the project, whose id is theirs, with the count of the spans with scores
 * @param orgName name of its organisation; null if it cannot be learnt
 * @param range when the spans were created; null if rows are given, or there is no span
 * @param dataset as of now; null if there is none yet
 */
record CurateStart(
    BraintrustClient client,
    RunFolder folder,
    ObjectSnapshot logs,
    @Nullable String orgName,
    @Nullable TimeRange range,
    @Nullable ObjectSnapshot dataset) {

  static CurateStart of(
      CurateOptions options, CurateSettings settings, ConnectionSettings connection)
      throws IOException {
    String root = options.getOutputRoot();
    String id = options.getResume();
    RunFolder begun = id == null ? null : RunFolder.resume(root, id);
    if (begun != null) {
      ReviewFile.requireUntouched(begun);
    }
    BraintrustClient client = BraintrustClient.of(connection);
    String projectId = client.findProject(settings.project());
    Map<String, String> resumable = settings.resumable(projectId);
    TimeRange range =
        begun == null ? range(settings, client, projectId) : TimeRange.of(begun.pinned(resumable));
    NamedObject dataset = client.datasetIfThere(projectId, settings.dataset());
    RunFolder folder = begun == null ? RunFolder.begin(root, Instant.now()) : begun;
    folder.keep(new State(resumable, TimeRange.pinned(range)));
    return new CurateStart(
        client,
        folder,
        logs(settings, client, projectId, range),
        client.orgName(),
        range,
        dataset == null ? null : client.located(client.snapshot(ObjectType.DATASET, dataset.id())));
  }

  private static ObjectSnapshot logs(
      CurateSettings settings,
      BraintrustClient client,
      String projectId,
      @Nullable TimeRange range) {
    return settings.file() == null
        ? client.logs(projectId, settings.scoredWithin(range), List.of()).get(0)
        : client.snapshot(ObjectType.PROJECT_LOGS, projectId);
  }

  /** What the window comes to now, so that a resumed run reads the same spans. */
  private static @Nullable TimeRange range(
      CurateSettings settings, BraintrustClient client, String projectId) {
    if (settings.file() != null) {
      return null;
    }
    String spans = settings.scoredInWindow();
    List<String> newest = client.createdTimes(projectId, spans, true, 1);
    List<String> oldest = client.createdTimes(projectId, spans, false, 1);
    return newest.isEmpty() || oldest.isEmpty()
        ? null
        : new TimeRange(oldest.get(0), newest.get(0));
  }

  /** How many rows are read at first; -1 if that is not known. */
  long rowsToRead(CurateSettings settings) {
    LabelledFile file = settings.file();
    long cases = file == null ? logs.rowCount() : file.size();
    long there = dataset == null ? 0 : dataset.rowCount();
    return cases < 0 || there < 0 ? -1 : cases + there;
  }

  /** Null if there is no dataset yet. */
  @Nullable String datasetId() {
    return dataset == null ? null : dataset.id();
  }

  /** The dataset, made if there is none yet. */
  String madeDataset(CurateSettings settings) {
    return dataset == null
        ? client.getOrCreateDataset(logs.id(), settings.dataset()).id()
        : dataset.id();
  }
}
