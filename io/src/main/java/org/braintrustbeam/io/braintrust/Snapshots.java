package org.braintrustbeam.io.braintrust;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out the version and the size of an object, and how its rows can be read. */
final class Snapshots {
  private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);

  private static final String HEAD = "max(_xact_id) AS version, count(1) AS count";
  private static final String EXTENT =
      ", min(_pagination_key) AS first, max(_pagination_key) AS last";

  private final Api api;
  private final ConnectionSettings settings;

  Snapshots(Api api, ConnectionSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  private record Head(@Nullable String version, long count, @Nullable KeyPart extent) {
    Head(@Nullable String version, long count) {
      this(version, count, null);
    }
  }

  /** The object as of now. */
  ObjectSnapshot of(ObjectType type, String id) {
    if (type == ObjectType.PROJECT_LOGS) {
      return new ObjectSnapshot(type, id, null, -1, settings.readMode());
    }
    return settings.readMode() == ReadMode.FETCH ? forFetch(type, id) : forQuery(type, id);
  }

  /** The spans of a project's logs that meet a condition, in parts; asks once or thrice. */
  List<ObjectSnapshot> logs(String id, String condition, List<String> parts) {
    ObjectType type = ObjectType.PROJECT_LOGS;
    String sql =
        "SELECT count(1) AS count"
            + EXTENT
            + " FROM "
            + SqlText.source(type, id)
            + " WHERE "
            + condition;
    List<RawJson> rows = answer(sql, type, id, Patience.FULL).field("data").elements();
    long count = rows.isEmpty() ? 0 : count(rows.get(0));
    ObjectSnapshot all = new ObjectSnapshot(type, id, null, count, settings.readMode());
    KeyPart extent = rows.isEmpty() ? null : extent(rows.get(0), count);
    return filtered(extent == null ? all : all.from(extent), parts, condition);
  }

  /** With where the rows lie that meet each of these conditions, where it is worth requests. */
  List<ObjectSnapshot> filtered(ObjectSnapshot object, List<String> conditions) {
    return filtered(object, conditions, null);
  }

  private List<ObjectSnapshot> filtered(
      ObjectSnapshot object, List<String> conditions, @Nullable String within) {
    int sets = Math.max(1, conditions.size());
    if (object.readMode() == ReadMode.FETCH || object.rowCount() < KeyCensus.WORTH_ASKING) {
      return Collections.nCopies(sets, object);
    }
    try {
      return new KeyCensus(new CountRows(api, object, conditions, within))
          .take(object.extent()).stream().map(parts -> found(object, parts)).toList();
    } catch (RefusedException e) {
      requireRefusal(e);
      return unknown(object, sets, e);
    } catch (UselessCountException e) {
      return unknown(object, sets, e);
    }
  }

  private static ObjectSnapshot found(ObjectSnapshot object, List<KeyPart> parts) {
    return object.with(parts.stream().mapToLong(KeyPart::rows).sum(), parts);
  }

  private static List<ObjectSnapshot> unknown(
      ObjectSnapshot object, int sets, BraintrustException reason) {
    LOG.info(
        "where the rows of {} lie shows only in the read: {}", object.id(), reason.getMessage());
    return Collections.nCopies(sets, object);
  }

  private ObjectSnapshot forQuery(ObjectType type, String id) {
    try {
      Head head = head(type, id);
      ObjectSnapshot object =
          new ObjectSnapshot(type, id, head.version(), head.count(), ReadMode.QUERY);
      return head.extent() == null ? object : object.from(head.extent());
    } catch (RefusedException e) {
      if (!SqlSupport.isMissing(e)) {
        throw e;
      }
      LOG.warn("no SQL at this data plane ({}); reading page by page instead", e.getMessage());
      return unpinned(type, id);
    }
  }

  private ObjectSnapshot forFetch(ObjectType type, String id) {
    try {
      Head head = aggregate(type, id, HEAD, Patience.FULL);
      return new ObjectSnapshot(type, id, head.version(), head.count(), ReadMode.FETCH);
    } catch (RefusedException e) {
      if (!SqlSupport.isMissing(e) && e.status() != 400 && e.status() != 403) {
        throw e;
      }
      LOG.warn(
          "{} {} cannot be pinned to a version ({}); what is written during the read may mix in",
          type.apiName(),
          id,
          e.getMessage());
      return unpinned(type, id);
    }
  }

  /**
   * Without SQL nothing is pinned. The order of {@code /fetch} is not certain to be newest first,
   * so the versions on its first page may be older than the head, and pinning to one of those would
   * lose rows. The newest version that a scan sees is still the one that counts.
   */
  private static ObjectSnapshot unpinned(ObjectType type, String id) {
    return new ObjectSnapshot(type, id, null, -1, ReadMode.FETCH);
  }

  /** Right after writes an aggregate can fail where the newest row can be had. */
  private Head head(ObjectType type, String id) {
    try {
      return aggregate(type, id, HEAD + EXTENT, Patience.SMALLER_PAGE);
    } catch (RefusedException e) {
      requireRefusal(e);
    }
    try {
      return aggregate(type, id, HEAD, Patience.SMALLER_PAGE);
    } catch (RefusedException e) {
      requireRefusal(e);
      return newest(type, id);
    }
  }

  /** Whether another question may be answered. */
  private static void requireRefusal(RefusedException e) {
    if (e.status() != 400 && !e.asksForSmallerPage()) {
      throw e;
    }
  }

  private Head aggregate(ObjectType type, String id, String what, Patience patience) {
    String sql = "SELECT " + what + " FROM " + SqlText.source(type, id);
    RawJson answer = answer(sql, type, id, patience);
    List<RawJson> rows = answer.field("data").elements();
    if (rows.isEmpty()) {
      return new Head(null, 0);
    }
    String version = scalar(rows.get(0).field("version"));
    long count = count(rows.get(0));
    return new Head(
        version == null ? null : withDeletions(version, answer), count, extent(rows.get(0), count));
  }

  /** Between which keys the rows lie; null if the answer does not say. */
  private static @Nullable KeyPart extent(RawJson row, long count) {
    String first = row.field("first").text();
    String last = row.field("last").text();
    if (first == null || last == null || !Keys.isKey(first) || !Keys.isKey(last)) {
      return null;
    }
    return first.compareTo(last) <= 0 ? new KeyPart(first, last, count) : null;
  }

  /** -1 if the answer does not say. */
  private static long count(RawJson row) {
    String count = scalar(row.field("count"));
    return count != null && count.matches("\\d{1,18}") ? Long.parseLong(count) : -1;
  }

  /**
   * The newest version of the rows that are there misses a deletion that came after it, and as of
   * that version the deleted row would be back. What the answer says of the transactions it has
   * seen ({@code actual_xact_id}, {@code last_processed_xact_id}) does not.
   */
  private static String withDeletions(String version, RawJson answer) {
    return Stream.of(
            version,
            scalar(answer.field("realtime_state").field("actual_xact_id")),
            scalar(answer.field("freshness_state").field("last_processed_xact_id")))
        .filter(xactId -> xactId != null && xactId.matches("\\d{1,20}"))
        .max(Comparator.comparing(BigInteger::new))
        .orElse(version);
  }

  private Head newest(ObjectType type, String id) {
    String sql =
        "SELECT _xact_id FROM " + SqlText.source(type, id) + " ORDER BY _xact_id DESC LIMIT 1";
    RawJson answer = answer(sql, type, id, Patience.FULL);
    List<RawJson> rows = answer.field("data").elements();
    String version = rows.isEmpty() ? null : scalar(rows.get(0).field("_xact_id"));
    return version == null ? new Head(null, 0) : new Head(withDeletions(version, answer), -1);
  }

  private RawJson answer(String sql, ObjectType type, String id, Patience patience) {
    return api.query(sql, null, type.apiName() + " " + id, patience, Bodies::parseQuery);
  }

  /** A version comes as text or as a number. */
  private static @Nullable String scalar(RawJson value) {
    String text = value.text();
    return text != null || value.isNull() ? text : value.toString();
  }
}
