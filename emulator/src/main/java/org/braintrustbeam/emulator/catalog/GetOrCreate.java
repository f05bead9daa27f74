package org.braintrustbeam.emulator.catalog;

import java.time.Instant;
import java.util.UUID;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.Database;

/**
 * Makes an object, unless there is one of its name: that one is answered as it is, so that creating
 * twice is harmless.
 */
public final class GetOrCreate {
  private final Database database;
  private final Catalog catalog;

  public GetOrCreate(Database database, Catalog catalog) {
    this.database = database;
    this.catalog = catalog;
  }

  /** An object, and whether it had been there before. */
  public record Result(CatalogEntry entry, boolean foundExisting) {}

  /**
   * Answers the object of that name, made now or before.
   *
   * @param fields {@code name}, {@code project_id} unless it is a project, and what else is known
   * @param ensureNew whether to make one of a similar name instead of answering the one there is
   */
  public Result apply(ObjectKind kind, RawObject fields, boolean ensureNew, Instant now) {
    String scope = scope(kind, fields);
    synchronized (database) {
      String name = name(kind, fields);
      CatalogEntry existing = catalog.byName(kind, scope, name);
      if (existing != null && !ensureNew) {
        return new Result(existing, true);
      }
      String free = existing == null ? name : name + '-' + suffix();
      CatalogEntry added = catalog.add(kind, free, fields, now);
      database.commit();
      return new Result(added, false);
    }
  }

  private String scope(ObjectKind kind, RawObject fields) {
    return kind == ObjectKind.PROJECT
        ? ""
        : catalog.byId(ObjectKind.PROJECT, fields.requiredText("project_id")).id();
  }

  /** An experiment may come without a name. */
  private static String name(ObjectKind kind, RawObject fields) {
    return kind == ObjectKind.EXPERIMENT && fields.isNull("name")
        ? freshName(kind)
        : fields.requiredText("name");
  }

  /** A name for an object that comes without one. */
  public static String freshName(ObjectKind kind) {
    return kind.label() + '-' + suffix();
  }

  private static String suffix() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
