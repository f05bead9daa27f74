package org.braintrustbeam.io.braintrust;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one object as of one version.
 *
 * @param type kind of object
 * @param id its id
 * @param version the {@code _xact_id} up to which rows count; null where nothing is pinned (logs,
 *     an empty object, or "as it is now")
 * @param rowCount how many rows that is; -1 if unknown
 * @param readMode how the plane lets it be read
 * @param extent the first and the last key, and how many rows; null if unknown
 * @param parts where the rows lie, in the order of their keys; empty if unknown or not worth asking
 */
public record ObjectSnapshot(
    ObjectType type,
    String id,
    @Nullable String version,
    long rowCount,
    ReadMode readMode,
    @Nullable KeyPart extent,
    List<KeyPart> parts)
    implements Serializable {

  /** Makes the parts immutable. */
  public ObjectSnapshot {
    parts = List.copyOf(parts);
  }

  /** Without knowing where the rows lie. */
  public ObjectSnapshot(
      ObjectType type, String id, @Nullable String version, long rowCount, ReadMode readMode) {
    this(type, id, version, rowCount, readMode, null, List.of());
  }

  /** The same, its rows between these keys. */
  ObjectSnapshot from(KeyPart found) {
    return new ObjectSnapshot(type, id, version, rowCount, readMode, found, parts);
  }

  /** The same object, so many rows of it there. */
  ObjectSnapshot with(long count, List<KeyPart> found) {
    return new ObjectSnapshot(type, id, version, count, readMode, extent, found);
  }
}
