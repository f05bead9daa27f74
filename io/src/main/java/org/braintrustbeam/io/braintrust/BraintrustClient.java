package org.braintrustbeam.io.braintrust;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.http.AsyncHttp;
import org.braintrustbeam.io.http.DaemonThreads;
import org.braintrustbeam.io.http.Timing;
import org.braintrustbeam.io.http.Workers;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
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
  private final Semaphore readPlaces;
  private final Plane plane;
  private final Directory directory;

  BraintrustClient(ConnectionSettings settings, Transport transport, Timing timing) {
    this.settings = settings;
    this.requests = new Requests(transport, settings, timing);
    this.readPlaces = new Semaphore(settings.pagesAtOnce(), true);
    this.plane = new Plane(settings, requests);
    this.directory = new Directory(api(new Tally()), settings, THREADS);
  }

  /** The client of this process for these settings. */
  public static BraintrustClient of(ConnectionSettings settings) {
    return CLIENTS.computeIfAbsent(settings, key -> create(key, Timing.DEFAULT));
  }

  /** Sets up what the first request needs, TLS for one, and sends nothing. */
  public static void prepare() {
    AsyncHttp.prepare();
  }

  /**
   * Has Java compile what reads answers, by an answer that was made up; nothing is sent.
   *
   * @return rows to try further steps on
   */
  public static List<RowVersion> rehearse() {
    return MadeUpPage.rows();
  }

  static BraintrustClient create(ConnectionSettings settings, Timing timing) {
    String reports = settings.workers().folder();
    if (reports != null) {
      LiveCounts.reportTo(reports);
    }
    Transport transport =
        new OkHttpTransport(
            settings.requestTimeout(), () -> ApiKey.find(settings), settings.orgName());
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

  /**
   * Finds several, side by side.
   *
   * @return in the order of their names; of several failures that of the first one is thrown
   */
  public List<NamedObject> find(
      ObjectType type, List<String> idsOrNames, @Nullable String project) {
    return sideBySide(idsOrNames, idOrName -> find(type, idOrName, project));
  }

  private static <T> List<T> sideBySide(List<String> names, Function<String, T> question) {
    List<CompletableFuture<T>> asked =
        names.stream()
            .map(name -> CompletableFuture.supplyAsync(() -> question.apply(name), THREADS))
            .toList();
    return asked.stream().map(Unwrapped::resultOf).toList();
  }

  /** The id of a project, by id or name. */
  public String findProject(String idOrName) {
    return directory.findProject(idOrName);
  }

  /** The name of a project; its id where the key may not see it. */
  public String projectName(String projectId) {
    return directory.projectName(projectId);
  }

  /** The id of a project, by id or name; null if there is none. */
  public @Nullable String projectIfThere(String idOrName) {
    return directory.projectIfThere(idOrName);
  }

  /**
   * The dataset of that id or name in a project; null if there is none of that name.
   *
   * @throws BraintrustException for an id that is of no dataset in the project
   */
  public @Nullable NamedObject datasetIfThere(String projectId, String idOrName) {
    return directory.datasetIfThere(projectId, idOrName);
  }

  /** The dataset of that name in a project, made if there is none. */
  public NamedObject getOrCreateDataset(String projectId, String name) {
    return directory.getOrCreateDataset(projectId, name);
  }

  /** The experiment of that name in a project, made if there is none. */
  public FoundExperiment getOrCreateExperiment(NewExperiment experiment) {
    return directory.getOrCreateExperiment(experiment);
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
   * The part of a project's logs that meets a condition, with how many spans that is and where they
   * lie, for reads with these filters; nothing is pinned.
   *
   * @param condition which spans, in the service's SQL
   * @param parts conditions that share these spans out; a span counts for the first that it meets
   * @return one for each part
   */
  public List<ObjectSnapshot> logs(String projectId, String condition, List<String> parts) {
    return new Snapshots(api(new Tally()), settings).logs(projectId, condition, parts);
  }

  /**
   * The rows that one query answers, e.g. aggregates. Not for rows by the thousand: what is more
   * than a page is not there.
   *
   * @param sql a whole query in the service's SQL
   * @param about the object that is asked, for messages
   */
  public List<RawJson> answer(String sql, String about) {
    RawJson answer =
        api(new Tally()).query(sql, null, about, HttpCall.Patience.FULL, Bodies::parseQuery);
    return answer.field("data").elements();
  }

  /**
   * Objects as of now with where their rows lie, asked for side by side.
   *
   * @return in the order of the ids; of several failures that of the first one is thrown
   */
  public List<ObjectSnapshot> located(ObjectType type, List<String> ids) {
    return sideBySide(ids, id -> located(snapshot(type, id)));
  }

  /**
   * Snapshots with the count of the rows that meet a condition, and where they lie, for reads with
   * these filters.
   *
   * <p>Asking costs one to three requests, whatever number of conditions, so it is done only where
   * the object is so large that it saves time; else, and where the service does not answer it, the
   * snapshot comes back as it is.
   *
   * @param conditions in the service's SQL; a row counts for the first that it meets
   * @return one for each condition
   */
  public List<ObjectSnapshot> filtered(ObjectSnapshot object, List<String> conditions) {
    return new Snapshots(api(new Tally()), settings).filtered(object, conditions);
  }

  /** The snapshot with where the rows lie, for a read of all; as {@link #filtered}. */
  public ObjectSnapshot located(ObjectSnapshot object) {
    return filtered(object, List.of()).get(0);
  }

  /**
   * When spans of a project's logs were created, by which a read can be narrowed down.
   *
   * @param condition in the service's SQL
   * @param newestFirst or else the oldest
   * @param limit of the times; of equal ones at the end of a page some may be missing
   * @return in that order, as they stand in the rows
   */
  public List<String> createdTimes(
      String projectId, String condition, boolean newestFirst, int limit) {
    return new CreatedTimes(api(new Tally()), projectId, condition, newestFirst).take(limit);
  }

  /**
   * Begins to ask for what {@link #datasetUrl} needs of a project, while something else goes on.
   *
   * <p>Should that fail, it is asked for again, and the failure told, where it is needed. Not to be
   * called where other processes have the limits by then.
   */
  public void foreseeUrls(String projectId) {
    CompletableFuture<?> unusedName = CompletableFuture.supplyAsync(plane::orgName, THREADS);
    CompletableFuture<?> unusedProject =
        CompletableFuture.supplyAsync(() -> projectName(projectId), THREADS);
  }

  /** The organisation's name, asked for where it was not given; null if it cannot be learnt. */
  public @Nullable String orgName() {
    return plane.orgName();
  }

  /**
   * The newest experiment of the project that is older than this one; null if there is none. Of
   * equal age is the one with the lower id.
   */
  public @Nullable NamedObject experimentBefore(NamedObject experiment) {
    return directory.experimentBefore(experiment);
  }

  /** The page of a dataset in the app; null if the organisation's name cannot be learnt. */
  public @Nullable String datasetUrl(NamedObject dataset) {
    return page(dataset, "datasets");
  }

  /** The page of an experiment in the app; null if the organisation's name cannot be learnt. */
  public @Nullable String experimentUrl(NamedObject experiment) {
    return page(experiment, "experiments");
  }

  private @Nullable String page(NamedObject object, String kind) {
    HttpUrl.Builder org = orgPage();
    return org == null
        ? null
        : org.addPathSegment("p")
            .addPathSegment(projectName(object.projectId()))
            .addPathSegment(kind)
            .addPathSegment(object.name())
            .build()
            .toString();
  }

  /** The page of a span in the app; null if the organisation's name cannot be learnt. */
  public @Nullable String spanUrl(String projectId, String rowId) {
    HttpUrl.Builder org = orgPage();
    return org == null
        ? null
        : org.addPathSegment("object")
            .addQueryParameter("object_type", ObjectType.PROJECT_LOGS.apiName())
            .addQueryParameter("object_id", projectId)
            .addQueryParameter("id", rowId)
            .build()
            .toString();
  }

  private HttpUrl.@Nullable Builder orgPage() {
    String org = plane.orgName();
    return org == null
        ? null
        : HttpUrl.get(settings.appUrl()).newBuilder().addPathSegment("app").addPathSegment(org);
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

  /** A page that is being read, or waits to be handed over, holds one. */
  Semaphore readPlaces() {
    return readPlaces;
  }

  /** The endpoints, with requests counted in {@code tally}. */
  Api api(Tally tally) {
    return new Api(plane, requests, tally);
  }
}
