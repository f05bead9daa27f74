package org.braintrustbeam.io.braintrust;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Talks to one organisation's data plane; one per process and settings, shared by all threads.
 *
 * <p>Nothing is sent before the first call. Every method may block for as long as retries take, and
 * throws {@link BraintrustException} with a message for the user; an interrupted thread keeps its
 * flag and gets one too.
 */
public final class BraintrustClient {
  private static final Map<ConnectionSettings, BraintrustClient> CLIENTS =
      new ConcurrentHashMap<>();

  /** Threads of look-ups and writes; who submits sets the bound, and the lanes do. */
  private static final ExecutorService THREADS = DaemonThreads.pool("braintrust");

  private final ConnectionSettings settings;
  private final Requests requests;
  private final Plane plane;
  private final Directory directory;

  BraintrustClient(ConnectionSettings settings, Transport transport, Timing timing) {
    this.settings = settings;
    this.requests = new Requests(transport, settings, timing);
    this.plane = new Plane(settings, requests);
    this.directory = new Directory(api(new Tally()), settings);
  }

  /** The client of this process for these settings. */
  public static BraintrustClient of(ConnectionSettings settings) {
    return CLIENTS.computeIfAbsent(settings, key -> create(key, Timing.DEFAULT));
  }

  static BraintrustClient create(ConnectionSettings settings, Timing timing) {
    String reports = settings.workers().folder();
    if (reports != null) {
      LiveCounts.reportTo(reports);
    }
    Transport transport =
        new OkHttpTransport(
            settings.requestTimeout(),
            () -> ApiKey.find(settings.apiKeyFile()),
            settings.orgName());
    return new BraintrustClient(settings, transport, timing);
  }

  /** Has {@link #of} return this client, for tests of what is made out of settings. */
  static void use(BraintrustClient client) {
    CLIENTS.put(client.settings, client);
  }

  /**
   * Finds an experiment or a dataset.
   *
   * @param idOrName its id, or its name
   * @param project id or name of the project to look in; null for all
   */
  public NamedObject find(ObjectType type, String idOrName, @Nullable String project) {
    if (type == ObjectType.PROJECT_LOGS) {
      throw new IllegalArgumentException("logs have no name of their own: use findProject");
    }
    return directory.find(type, idOrName, project);
  }

  /** The id of a project, by id or name. */
  public String findProject(String idOrName) {
    return directory.findProject(idOrName);
  }

  /** The name of a project; its id where the key may not see it. */
  public String projectName(String projectId) {
    return directory.projectName(projectId);
  }

  /** The dataset of that name in a project, made if there is none. */
  public NamedObject getOrCreateDataset(String projectId, String name) {
    return directory.getOrCreateDataset(projectId, name);
  }

  /** The id of the project of that name, made if there is none. */
  public String getOrCreateProject(String name) {
    return directory.getOrCreateProject(name);
  }

  /**
   * Pins an object to its version of this moment.
   *
   * <p>Without SQL at the data plane nothing is pinned and the count is unknown; that is said at
   * WARN, once a call.
   */
  public ObjectSnapshot snapshot(ObjectType type, String id) {
    return new Snapshots(api(new Tally()), settings).of(type, id);
  }

  /**
   * A snapshot with the count of the rows that meet a condition, for a read with that filter.
   *
   * <p>Counting costs a request, so it is done only where the object is large enough for the count
   * to matter; else, and without SQL, the snapshot comes back as it is.
   *
   * @param sql the condition
   */
  public ObjectSnapshot filtered(ObjectSnapshot object, String sql) {
    return new Snapshots(api(new Tally()), settings).filtered(object, sql);
  }

  /** The page of a dataset in the app; null if the organisation's name cannot be learnt. */
  public @Nullable String datasetUrl(NamedObject dataset) {
    String org = plane.orgName();
    HttpUrl app = HttpUrl.get(settings.appUrl());
    if (org == null || app == null) {
      return null;
    }
    return app.newBuilder()
        .addPathSegment("app")
        .addPathSegment(org)
        .addPathSegment("p")
        .addPathSegment(projectName(dataset.projectId()))
        .addPathSegment("datasets")
        .addPathSegment(dataset.name())
        .build()
        .toString();
  }

  /**
   * For the launcher, after a job whose steps ran in other processes and before its own next
   * request: the next request of this client leaves late enough that the budget of the whole run
   * holds in the minutes that both have sent in. Without a budget, and for {@link
   * Workers#THIS_PROCESS}, it changes nothing.
   *
   * @param workers as they were given to {@link ConnectionSettings#sharedBy}; they must send no
   *     more
   */
  public void afterWorkers(Workers workers) {
    requests.follow(workers);
  }

  ConnectionSettings settings() {
    return settings;
  }

  ExecutorService threads() {
    return THREADS;
  }

  /** The endpoints, with requests counted in {@code tally}. */
  Api api(Tally tally) {
    return new Api(plane, requests, tally);
  }
}
