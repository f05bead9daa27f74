package org.braintrustbeam.emulator.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;

/** The fields that a new project, dataset or experiment is answered with. */
public final class CatalogFields {
  private static final byte[] SETTINGS = Json.utf8("{\"comparison_key\":\"input\"}");

  private static final Set<String> PROJECT = Set.of("description", "settings");
  private static final Set<String> DATASET = Set.of("description", "metadata", "tags", "user_id");
  private static final Set<String> EXPERIMENT =
      Set.of(
          "description",
          "metadata",
          "tags",
          "repo_info",
          "base_exp_id",
          "dataset_id",
          "dataset_version",
          "parameters_id",
          "parameters_version",
          "public",
          "internal_metadata",
          "user_id");

  private static final List<String> DATASET_NULLS =
      List.of("description", "deleted_at", "user_id", "tags", "metadata");
  private static final List<String> EXPERIMENT_NULLS =
      List.of(
          "description",
          "deleted_at",
          "user_id",
          "repo_info",
          "commit",
          "base_exp_id",
          "dataset_id",
          "dataset_version",
          "parameters_id",
          "parameters_version",
          "internal_metadata",
          "metadata",
          "tags");
  private static final List<String> PROJECT_NULLS = List.of("deleted_at", "user_id");

  private CatalogFields() {}

  /** What a caller may set beside the name. */
  public static Set<String> settable(ObjectKind kind) {
    return switch (kind) {
      case PROJECT -> PROJECT;
      case DATASET -> DATASET;
      case EXPERIMENT -> EXPERIMENT;
    };
  }

  /** What an object of the kind has even where nothing is known: the value is null then. */
  private static List<String> nulls(ObjectKind kind) {
    return switch (kind) {
      case PROJECT -> PROJECT_NULLS;
      case DATASET -> DATASET_NULLS;
      case EXPERIMENT -> EXPERIMENT_NULLS;
    };
  }

  /**
   * @param given what the caller sent, and {@code id} where the caller is the server itself
   */
  static RawObject complete(ObjectKind kind, String name, RawObject given, Instant now) {
    RawObject all = new RawObject();
    String id = given.text("id");
    all.put("id", Json.string(id == null ? UUID.randomUUID().toString() : id));
    if (kind == ObjectKind.PROJECT) {
      all.put("org_id", Json.string(Organization.ID));
    } else {
      all.put("project_id", Json.string(given.requiredText("project_id")));
    }
    all.put("name", Json.string(name)).put("created", Timestamps.json(now));
    nulls(kind).forEach(field -> all.put(field, Json.NULL));
    switch (kind) {
      case PROJECT -> all.put("settings", SETTINGS);
      case DATASET -> all.put("url_slug", Json.string(slug(name)));
      case EXPERIMENT -> all.put("public", Json.FALSE);
    }
    given.entries().stream()
        .filter(field -> settable(kind).contains(field.getKey()))
        .filter(field -> !Json.isNull(field.getValue()))
        .forEach(field -> all.put(field.getKey(), field.getValue()));
    if (kind == ObjectKind.EXPERIMENT && Json.isObject(all.get("repo_info"))) {
      all.put("commit", RawObject.parse(all.get("repo_info")).get("commit"));
    }
    return all;
  }

  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
  }
}
