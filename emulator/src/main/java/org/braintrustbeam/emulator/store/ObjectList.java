package org.braintrustbeam.emulator.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.braintrustbeam.emulator.json.RawObject;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects of one kind, each with an {@code id}. There are few of them, so they are searched
 * one by one. Who changes the list holds the database's lock, and commits.
 */
public final class ObjectList {
  private final MVMap<byte[], byte[]> objects;

  public ObjectList(Database database, String name) {
    this.objects = database.map(name);
  }

  /** The newest first. */
  public List<RawObject> all() {
    List<RawObject> all = new ArrayList<>();
    objects.values().forEach(json -> all.add(RawObject.parse(json)));
    Collections.reverse(all);
    return all;
  }

  /** The newest that fits; null if none does. */
  public @Nullable RawObject find(Predicate<RawObject> condition) {
    return all().stream().filter(condition).findFirst().orElse(null);
  }

  public @Nullable RawObject byId(String id) {
    return find(object -> id.equals(object.text("id")));
  }

  public void add(RawObject object) {
    byte[] last = objects.lastKey();
    objects.put(Keys.number(last == null ? 1 : Keys.number(last) + 1), object.toBytes());
  }

  /** Puts the object in the place of the one with its id. */
  public void replace(RawObject object) {
    objects.put(key(object.requiredText("id")), object.toBytes());
  }

  public void remove(String id) {
    objects.remove(key(id));
  }

  private byte[] key(String id) {
    return objects.entrySet().stream()
        .filter(entry -> id.equals(RawObject.parse(entry.getValue()).text("id")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no object has the id " + id))
        .getKey();
  }
}
