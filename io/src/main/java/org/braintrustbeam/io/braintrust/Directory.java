package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** Finds and makes projects, experiments and datasets by what users call them. */
final class Directory {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String PROJECT = "project";

  private final Api api;
  private final ConnectionSettings settings;
  private final Executor threads;
  private final Map<String, String> projectNames = new ConcurrentHashMap<>();

  /** With threads for requests that need not wait for one another. */
  Directory(Api api, ConnectionSettings settings, Executor threads) {
    this.api = api;
    this.settings = settings;
    this.threads = threads;
  }

  /** By id, or by name in a project or in all of them. */
  NamedObject find(ObjectType type, String idOrName, @Nullable String project) {
    RawJson byId = byId(type.apiName(), idOrName);
    if (byId != null) {
      return named(type, byId);
    }
    List<NamedObject> found =
        candidates(type.apiName(), idOrName, project).stream()
            .map(object -> named(type, object))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    String what = type.apiName() + " '" + idOrName + "'";
    if (found.isEmpty()) {
      String where = project == null ? "" : " in project '" + project + "'";
      throw new BraintrustException("no " + what + where);
    }
    throw new BraintrustException(
        found.size() + " match " + what + ", give --project or the id: " + listed(found));
  }

  private List<RawJson> candidates(String type, String name, @Nullable String project) {
    if (project == null) {
      return byName(type, name, Map.of());
    }
    if (!UUID.matcher(project).matches()) {
      return inNamedProject(type, name, project);
    }
    String projectId = findProject(project);
    return inProject(projectId, byName(type, name, Map.of("project_id", projectId)));
  }

  /**
   * The project's id and the objects of that name are asked for at the same time, for one way to
   * the service less. What is wrong with the project is said first.
   */
  private List<RawJson> inNamedProject(String type, String name, String project) {
    CompletableFuture<List<RawJson>> asked =
        CompletableFuture.supplyAsync(
            () -> byName(type, name, Map.of("project_name", project)), threads);
    String projectId = findProject(project);
    return inProject(projectId, Unwrapped.resultOf(asked));
  }

  private static List<RawJson> inProject(String projectId, List<RawJson> objects) {
    return objects.stream()
        .filter(object -> projectId.equals(object.field("project_id").text()))
        .toList();
  }

  private String listed(List<NamedObject> found) {
    return found.stream()
        .map(object -> projectName(object.projectId()) + ": " + object.id())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  @Nullable NamedObject experimentBefore(NamedObject experiment) {
    RawJson found = new EarlierExperiments(api, experiment).newest();
    return found == null ? null : named(ObjectType.EXPERIMENT, found);
  }

  /** The id of a project. */
  String findProject(String idOrName) {
    String id = projectIfThere(idOrName);
    if (id == null) {
      throw new BraintrustException("no project '" + idOrName + "'");
    }
    return id;
  }

  @Nullable NamedObject datasetIfThere(String projectId, String idOrName) {
    ObjectType type = ObjectType.DATASET;
    RawJson byId = byId(type.apiName(), idOrName);
    List<RawJson> found =
        byId == null
            ? byName(type.apiName(), idOrName, Map.of("project_id", projectId))
            : List.of(byId);
    NamedObject dataset =
        inProject(projectId, found).stream()
            .map(object -> named(type, object))
            .findFirst()
            .orElse(null);
    if (dataset == null && UUID.matcher(idOrName).matches()) { // nobody means one of that name
      throw new BraintrustException("no dataset with the id " + idOrName + " in the project");
    }
    return dataset;
  }

  @Nullable String projectIfThere(String idOrName) {
    RawJson byId = byId(PROJECT, idOrName);
    if (byId != null) {
      return member(byId, "id");
    }
    List<RawJson> found = byName(PROJECT, idOrName, Map.of());
    if (found.isEmpty()) {
      return null;
    }
    if (found.size() > 1) {
      throw new BraintrustException(
          "several organisations have a project '" + idOrName + "', choose one with --org");
    }
    return member(found.get(0), "id");
  }

  /** The name of a project; its id where the key may not see it. */
  String projectName(String projectId) {
    return projectNames.computeIfAbsent(
        projectId,
        id -> {
          RawJson project = existing(PROJECT, id);
          return project == null ? id : member(project, "name");
        });
  }

  NamedObject getOrCreateDataset(String projectId, String name) {
    RawJson body =
        Bodies.object(
            json -> {
              json.writeStringField("project_id", projectId);
              json.writeStringField("name", name);
            });
    ObjectType type = ObjectType.DATASET;
    return named(type, api.create(path(type.apiName()), body, "dataset '" + name + "'"));
  }

  FoundExperiment getOrCreateExperiment(NewExperiment experiment) {
    RawJson body =
        Bodies.object(
            json -> {
              json.writeStringField("project_id", experiment.projectId());
              json.writeStringField("name", experiment.name());
              json.writeStringField("dataset_id", experiment.datasetId());
              if (experiment.datasetVersion() != null) {
                json.writeStringField("dataset_version", experiment.datasetVersion());
              }
              if (experiment.baseId() != null) {
                json.writeStringField("base_exp_id", experiment.baseId());
              }
              json.writeFieldName("metadata");
              json.writeRawValue(experiment.metadata().toString());
            });
    ObjectType type = ObjectType.EXPERIMENT;
    String about = "experiment '" + experiment.name() + "'";
    RawJson object = api.create(path(type.apiName()), body, about);
    return new FoundExperiment(named(type, object), object.field("metadata"));
  }

  String getOrCreateProject(String name) {
    RawJson body =
        Bodies.object(
            json -> {
              json.writeStringField("name", name);
              if (settings.orgName() != null) {
                json.writeStringField("org_name", settings.orgName());
              }
            });
    return member(api.create(path(PROJECT), body, "project '" + name + "'"), "id");
  }

  /** Null if it is no id, or no id of such an object: then it may be a name. */
  private @Nullable RawJson byId(String type, String id) {
    return UUID.matcher(id).matches() ? existing(type, id) : null;
  }

  private @Nullable RawJson existing(String type, String id) {
    try {
      RawJson object = api.get(path(type, id), Map.of(), "");
      return isLive(object) && object.field("id").text() != null ? object : null;
    } catch (RefusedException e) {
      if (e.status() == 400 || e.status() == 403 || e.status() == 404) {
        return null; // the service does not say which of these an unknown id is
      }
      throw e;
    }
  }

  private List<RawJson> byName(String type, String name, Map<String, String> where) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put(type + "_name", name);
    query.putAll(where);
    if (settings.orgName() != null) {
      query.put("org_name", settings.orgName());
    }
    return api.get(path(type), query, "").field("objects").elements().stream()
        .filter(object -> name.equals(object.field("name").text()) && isLive(object))
        .toList();
  }

  static boolean isLive(RawJson object) {
    return object.field("deleted_at").isNull();
  }

  static List<String> path(String... segments) {
    List<String> path = new ArrayList<>(List.of("v1"));
    path.addAll(List.of(segments));
    return path;
  }

  private static NamedObject named(ObjectType type, RawJson object) {
    return new NamedObject(
        type, member(object, "id"), member(object, "name"), member(object, "project_id"));
  }

  static String member(RawJson object, String name) {
    String value = object.field(name).text();
    if (value == null) {
      throw new BraintrustException("the service returned an object without '" + name + "'");
    }
    return value;
  }
}
