package org.braintrustbeam.emulator.functions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.catalog.Organization;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.ObjectList;
import org.jspecify.annotations.Nullable;

/** The functions of all projects; a slug is unique in its project. The newest version is kept. */
public final class Functions {
  private static final List<String> FIELDS =
      List.of(
          "description",
          "function_type",
          "function_data",
          "prompt_data",
          "function_schema",
          "origin",
          "tags",
          "metadata");

  private final Database database;
  private final Catalog catalog;
  private final ObjectList list;

  public Functions(Database database, Catalog catalog) {
    this.database = database;
    this.catalog = catalog;
    this.list = new ObjectList(database, "functions");
  }

  /** A function, and what became of what was sent for it. */
  public record Result(RawObject function, boolean foundExisting, boolean ignored) {}

  /** The results of one request, and the transaction that they were written in. */
  public record Written(long xact, List<Result> results) {}

  /** Those of projects that exist, the newest first. */
  public List<RawObject> all() {
    return list.all().stream()
        .filter(one -> catalog.exists(ObjectKind.PROJECT, one.requiredText("project_id")))
        .toList();
  }

  public RawObject byId(String id) {
    RawObject function = list.byId(id);
    if (function == null) {
      throw ApiError.badRequest("No function with id '" + id + "' exists");
    }
    return function;
  }

  /** Writes all of them, or none and says why. */
  public Written insert(List<RawObject> functions, Instant now) {
    synchronized (database) {
      List<Definition> definitions = new ArrayList<>();
      for (RawObject function : functions) {
        definitions.add(definition(function, definitions));
      }
      long xact = database.clock().next(now, functions.size());
      List<Result> results =
          definitions.stream().map(definition -> write(definition, xact, now)).toList();
      database.commit();
      return new Written(xact, results);
    }
  }

  public RawObject delete(String id) {
    synchronized (database) {
      RawObject function = byId(id);
      list.remove(id);
      database.commit();
      return function;
    }
  }

  private record Definition(String projectId, String slug, IfExists ifExists, RawObject given) {}

  private Definition definition(RawObject given, List<Definition> before) {
    String project = catalog.byId(ObjectKind.PROJECT, given.requiredText("project_id")).id();
    String slug = given.requiredText("slug");
    given.requiredText("name");
    if (!Json.isObject(given.get("function_data"))) {
      throw ApiError.badRequest("'function_data' of '" + slug + "' must be an object");
    }
    IfExists ifExists = IfExists.of(given.text("if_exists"));
    boolean taken =
        find(project, slug) != null
            || before.stream()
                .anyMatch(one -> one.slug.equals(slug) && one.projectId.equals(project));
    if (ifExists == IfExists.ERROR && taken) {
      throw ApiError.badRequest("A function with the slug '" + slug + "' exists in the project");
    }
    return new Definition(project, slug, ifExists, given);
  }

  private Result write(Definition definition, long xact, Instant now) {
    RawObject existing = find(definition.projectId(), definition.slug());
    if (existing != null && definition.ifExists() == IfExists.IGNORE) {
      return new Result(existing, true, true);
    }
    RawObject function = function(definition, existing, xact, now);
    if (existing == null) {
      list.add(function);
    } else {
      list.replace(function);
    }
    return new Result(function, existing != null, false);
  }

  private @Nullable RawObject find(String projectId, String slug) {
    return list.find(
        one -> projectId.equals(one.text("project_id")) && slug.equals(one.text("slug")));
  }

  /** A function that is replaced keeps its id and its age. Unknown fields stay. */
  private static RawObject function(
      Definition definition, @Nullable RawObject existing, long xact, Instant now) {
    RawObject function =
        new RawObject()
            .put(
                "id",
                existing == null ? Json.string(UUID.randomUUID().toString()) : existing.get("id"))
            .put("_xact_id", Json.string(Long.toString(xact)))
            .put("project_id", Json.string(definition.projectId()))
            .put("log_id", Json.string("p"))
            .put("org_id", Json.string(Organization.ID))
            .put("name", definition.given().get("name"))
            .put("slug", Json.string(definition.slug()))
            .put("created", existing == null ? Timestamps.json(now) : existing.get("created"));
    FIELDS.forEach(field -> function.put(field, Json.NULL));
    definition.given().entries().stream()
        .filter(field -> !field.getKey().equals("if_exists"))
        .filter(
            field -> FIELDS.contains(field.getKey()) || !function.names().contains(field.getKey()))
        .forEach(field -> function.put(field.getKey(), field.getValue()));
    return function;
  }
}
