package org.braintrustbeam.emulator.versions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.ObjectList;
import org.jspecify.annotations.Nullable;

/** Which version of an object is in use in which environment. */
public final class Environments {
  private final Database database;
  private final ObjectList list;

  public Environments(Database database) {
    this.database = database;
    this.list = new ObjectList(database, "environment_objects");
  }

  /** An object whose versions are in use somewhere. */
  public record Versioned(String type, String id) {
    boolean has(RawObject environment) {
      return type.equals(environment.text("object_type"))
          && id.equals(environment.text("object_id"));
    }
  }

  /** The environments of an object, the newest first. */
  public List<RawObject> of(Versioned object) {
    return list.all().stream().filter(object::has).toList();
  }

  public RawObject get(Versioned object, String slug) {
    RawObject found = find(object, slug);
    if (found == null) {
      throw ApiError.badRequest(
          "The %s '%s' has no version in the environment '%s'"
              .formatted(object.type(), object.id(), slug));
    }
    return found;
  }

  /** Says which version is in use from now on. */
  public RawObject put(Versioned object, String slug, String version, Instant now) {
    synchronized (database) {
      RawObject existing = find(object, slug);
      RawObject set =
          (existing == null ? fresh(object, slug, now) : existing)
              .put("object_version", Json.string(version));
      if (existing == null) {
        list.add(set);
      } else {
        list.replace(set);
      }
      database.commit();
      return set;
    }
  }

  public RawObject delete(Versioned object, String slug) {
    synchronized (database) {
      RawObject found = get(object, slug);
      list.remove(found.requiredText("id"));
      database.commit();
      return found;
    }
  }

  private @Nullable RawObject find(Versioned object, String slug) {
    return list.find(one -> object.has(one) && slug.equals(one.text("environment_slug")));
  }

  private static RawObject fresh(Versioned object, String slug, Instant now) {
    return new RawObject()
        .put("id", Json.string(UUID.randomUUID().toString()))
        .put("object_type", Json.string(object.type()))
        .put("object_id", Json.string(object.id()))
        .put("object_version", Json.NULL)
        .put("environment_slug", Json.string(slug))
        .put("created", Timestamps.json(now));
  }
}
