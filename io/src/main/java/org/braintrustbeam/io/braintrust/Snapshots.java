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

  private final Api api;
  private final ConnectionSettings settings;

  Snapshots(Api api, ConnectionSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  private record Head(@Nullable String version, long count) {}

  /** The object as of now. */
  ObjectSnapshot of(ObjectType type, String id) {
    if (type == ObjectType.PROJECT_LOGS) {
      return new ObjectSnapshot(type, id, null, -1, settings.readMode());
    }
    return settings.readMode() == ReadMode.FETCH ? forFetch(type, id) : forQuery(type, id);
  }

  /** With where the rows lie that meet each of these conditions, where it is worth requests. */
  List<ObjectSnapshot> filtered(ObjectSnapshot object, List<String> conditions) {
    int sets = Math.max(1, conditions.size());
    if (object.readMode() == ReadMode.FETCH || object.rowCount() < KeyCensus.WORTH_ASKING) {
      return Collections.nCopies(sets, object);
    }
    try {
      return new KeyCensus(new CountRows(api, object, conditions))
          .take(KeyGrid.before(object.version())).stream()
              .map(parts -> found(object, parts))
              .toList();
    } catch (RefusedException e) {
      if (e.status() != 400 && !e.asksForSmallerPage()) {
        throw e;
      }
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
      return new ObjectSnapshot(type, id, head.version(), head.count(), ReadMode.QUERY);
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
      Head head = aggregate(type, id, Patience.FULL);
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

  private Head head(ObjectType type, String id) {
    try {
      return aggregate(type, id, Patience.SMALLER_PAGE);
    } catch (RefusedException e) {
      if (e.status() != 400 && !e.asksForSmallerPage()) {
        throw e;
      }
      return newest(type, id); // right after writes the aggregate can fail where this does not
    }
  }

  private Head aggregate(ObjectType type, String id, Patience patience) {
    String sql =
        "SELECT max(_xact_id) AS version, count(1) AS count FROM " + SqlText.source(type, id);
    RawJson answer = answer(sql, type, id, patience);
    List<RawJson> rows = answer.field("data").elements();
    if (rows.isEmpty()) {
      return new Head(null, 0);
    }
    String version = scalar(rows.get(0).field("version"));
    return new Head(version == null ? null : withDeletions(version, answer), count(rows.get(0)));
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
