package org.braintrustbeam.emulator.catalog;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.Keys;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The projects, datasets and experiments: found by id, by name within a project, or all in turn.
 */
public final class Catalog {
  private final Database database;
  private final MVMap<byte[], byte[]> objects;
  private final MVMap<byte[], byte[]> ids;
  private final MVMap<byte[], byte[]> names;

  public Catalog(Database database) {
    this.database = database;
    this.objects = database.map("objects");
    this.ids = database.map("object_ids");
    this.names = database.map("object_names");
  }

  public CatalogEntry byId(ObjectKind kind, String id) {
    byte[] number = ids.get(idKey(kind, id));
    if (number == null) {
      throw ApiError.badRequest("No " + kind.label() + " with id '" + id + "' exists");
    }
    return entry(kind, number);
  }

  public boolean exists(ObjectKind kind, String id) {
    return ids.containsKey(idKey(kind, id));
  }

  public @Nullable CatalogEntry byName(ObjectKind kind, String projectId, String name) {
    byte[] number = names.get(nameKey(kind, projectId, name));
    return number == null ? null : entry(kind, number);
  }

  /** All that are not deleted, the newest first. */
  public List<CatalogEntry> all(ObjectKind kind) {
    List<CatalogEntry> all = new ArrayList<>();
    for (byte[] number : ids.values()) {
      RawObject stored = stored(number);
      if (kind.name().equals(stored.text("kind"))) {
        all.add(entry(kind, number));
      }
    }
    all.sort((left, right) -> Integer.compare(right.number(), left.number()));
    return all;
  }

  /** Adds an object; its name must be free. The caller holds the database's lock and commits. */
  public CatalogEntry add(ObjectKind kind, String name, RawObject fields, Instant now) {
    byte[] last = objects.lastKey();
    int number = last == null ? 1 : ByteBuffer.wrap(last).getInt() + 1;
    RawObject all = CatalogFields.complete(kind, name, fields, now);
    CatalogEntry entry = new CatalogEntry(number, kind, all);
    save(entry);
    ids.put(idKey(kind, entry.id()), Keys.object(number));
    names.put(nameKey(entry), Keys.object(number));
    return entry;
  }

  /**
   * Gives an object other fields, among them perhaps a name that is free.
   *
   * @param change makes the new fields of a copy of the present ones; nobody else writes meanwhile
   */
  public CatalogEntry change(ObjectKind kind, String id, UnaryOperator<RawObject> change) {
    synchronized (database) {
      CatalogEntry entry = byId(kind, id);
      RawObject fields = change.apply(entry.fields().copy());
      CatalogEntry changed = new CatalogEntry(entry.number(), entry.kind(), fields);
      CatalogEntry holder = byName(entry.kind(), scope(changed), changed.name());
      if (holder != null && holder.number() != entry.number()) {
        throw ApiError.badRequest("The name '" + changed.name() + "' is taken");
      }
      names.remove(nameKey(entry));
      names.put(nameKey(changed), Keys.object(entry.number()));
      save(changed);
      database.commit();
      return changed;
    }
  }

  /** Deletes the object, and with a project all that is in it; their rows stay in the file. */
  public CatalogEntry delete(ObjectKind kind, String id, Instant now) {
    synchronized (database) {
      CatalogEntry entry = byId(kind, id);
      if (kind == ObjectKind.PROJECT) {
        for (ObjectKind inside : List.of(ObjectKind.DATASET, ObjectKind.EXPERIMENT)) {
          all(inside).stream()
              .filter(child -> child.projectId().equals(id))
              .forEach(child -> remove(child, now));
        }
      }
      CatalogEntry deleted = remove(entry, now);
      database.commit();
      return deleted;
    }
  }

  private CatalogEntry remove(CatalogEntry entry, Instant now) {
    RawObject fields = entry.fields().copy().put("deleted_at", Timestamps.json(now));
    CatalogEntry deleted = new CatalogEntry(entry.number(), entry.kind(), fields);
    ids.remove(idKey(entry.kind(), entry.id()));
    names.remove(nameKey(entry));
    save(deleted);
    return deleted;
  }

  private void save(CatalogEntry entry) {
    objects.put(
        Keys.object(entry.number()),
        new RawObject()
            .put("kind", Json.string(entry.kind().name()))
            .put("fields", entry.fields().toBytes())
            .toBytes());
  }

  private CatalogEntry entry(ObjectKind kind, byte[] number) {
    return new CatalogEntry(
        ByteBuffer.wrap(number).getInt(), kind, RawObject.parse(stored(number).get("fields")));
  }

  private RawObject stored(byte[] number) {
    byte[] stored = objects.get(number);
    if (stored == null) {
      throw new IllegalStateException("an indexed object is not stored");
    }
    return RawObject.parse(stored);
  }

  private static String scope(CatalogEntry entry) {
    return entry.kind() == ObjectKind.PROJECT ? "" : entry.projectId();
  }

  private static byte[] nameKey(CatalogEntry entry) {
    return nameKey(entry.kind(), scope(entry), entry.name());
  }

  private static byte[] nameKey(ObjectKind kind, String projectId, String name) {
    return Json.utf8(kind.label() + '\0' + projectId + '\0' + name);
  }

  private static byte[] idKey(ObjectKind kind, String id) {
    return Json.utf8(kind.label() + '\0' + id);
  }
}
