package org.braintrustbeam.emulator.versions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.ObjectList;
import org.braintrustbeam.emulator.store.XactId;
import org.jspecify.annotations.Nullable;

/** Names for versions of datasets. A name is unique in its dataset. */
public final class Snapshots {
  private final Database database;
  private final Catalog catalog;
  private final ObjectList list;

  public Snapshots(Database database, Catalog catalog) {
    this.database = database;
    this.catalog = catalog;
    this.list = new ObjectList(database, "dataset_snapshots");
  }

  /** A snapshot, and whether it had been there before. */
  public record Result(RawObject snapshot, boolean foundExisting) {}

  /** Those of datasets that exist, the newest first. */
  public List<RawObject> all() {
    return list.all().stream()
        .filter(one -> catalog.exists(ObjectKind.DATASET, one.requiredText("dataset_id")))
        .toList();
  }

  /** Those of one dataset. */
  public List<RawObject> of(String datasetId) {
    String id = catalog.byId(ObjectKind.DATASET, datasetId).id();
    return list.all().stream().filter(one -> id.equals(one.text("dataset_id"))).toList();
  }

  public RawObject byId(String id) {
    RawObject snapshot = list.byId(id);
    if (snapshot == null) {
      throw ApiError.badRequest("No dataset_snapshot with id '" + id + "' exists");
    }
    return snapshot;
  }

  /**
   * Makes a snapshot unless the dataset has one of that name.
   *
   * @param given {@code dataset_id}, {@code name}, {@code xact_id}, {@code description}
   * @param replace whether to give an existing one the new version and description
   */
  public Result put(RawObject given, boolean replace, Instant now) {
    String datasetId = catalog.byId(ObjectKind.DATASET, given.requiredText("dataset_id")).id();
    String name = given.requiredText("name");
    String xact = given.requiredText("xact_id");
    given.text("description");
    XactId.parse("xact_id", xact);
    synchronized (database) {
      RawObject existing = named(datasetId, name);
      if (existing != null && !replace) {
        return new Result(existing, true);
      }
      RawObject snapshot =
          (existing == null ? fresh(datasetId, name, now) : existing)
              .put("description", given.get("description"))
              .put("xact_id", Json.string(xact));
      save(snapshot, existing == null);
      return new Result(snapshot, existing != null);
    }
  }

  /** Sets name and description; what is null stays as it is. */
  public RawObject change(String id, RawObject given) {
    synchronized (database) {
      RawObject snapshot = byId(id);
      String name = given.text("name");
      if (name != null) {
        RawObject holder = named(snapshot.requiredText("dataset_id"), given.requiredText("name"));
        if (holder != null && !id.equals(holder.text("id"))) {
          throw ApiError.badRequest("The name '" + name + "' is taken");
        }
        snapshot.put("name", Json.string(name));
      }
      if (given.text("description") != null) {
        snapshot.put("description", given.get("description"));
      }
      save(snapshot, false);
      return snapshot;
    }
  }

  public RawObject delete(String id) {
    synchronized (database) {
      RawObject snapshot = byId(id);
      list.remove(id);
      database.commit();
      return snapshot;
    }
  }

  private @Nullable RawObject named(String datasetId, String name) {
    return list.find(
        one -> datasetId.equals(one.text("dataset_id")) && name.equals(one.text("name")));
  }

  private static RawObject fresh(String datasetId, String name, Instant now) {
    return new RawObject()
        .put("id", Json.string(UUID.randomUUID().toString()))
        .put("dataset_id", Json.string(datasetId))
        .put("name", Json.string(name))
        .put("description", Json.NULL)
        .put("xact_id", Json.NULL)
        .put("created", Timestamps.json(now));
  }

  private void save(RawObject snapshot, boolean isNew) {
    if (isNew) {
      list.add(snapshot);
    } else {
      list.replace(snapshot);
    }
    database.commit();
  }
}
