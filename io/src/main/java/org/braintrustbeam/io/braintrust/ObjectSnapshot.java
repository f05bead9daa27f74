package org.braintrustbeam.io.braintrust;

import java.io.Serializable;
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
 */
public record ObjectSnapshot(
    ObjectType type, String id, @Nullable String version, long rowCount, ReadMode readMode)
    implements Serializable {}
