package org.braintrustbeam.pipelines.command;

import java.time.Instant;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.UpsertRows;
import org.braintrustbeam.io.files.WriteLog;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.keys.Created;

/** How every pipeline writes: so that its result is right also when a runner repeats a part. */
public final class Writes {
  private Writes() {}

  /** Writes that are noted in the run's folder, and that know their own of an earlier attempt. */
  public static UpsertRows of(ConnectionSettings connection, Folders folders) {
    return BraintrustIO.upsertRows()
        .withConnection(connection)
        .withLog(new WriteLog(folders.shared()))
        .withMadeChange(Writes::isMade);
  }

  /** Whether a row has all values of a change already. */
  public static boolean isMade(RowChange change, RowVersion now) {
    return change.fields().stream().allMatch(field -> has(now.json().field(field.name()), field));
  }

  private static boolean has(RawJson current, FieldChange field) {
    RawJson merged =
        field.mode() == FieldChange.Mode.MERGE
            ? JsonMerge.merge(current, field.after())
            : field.after();
    return switch (field.name()) {
      case "expected" -> CanonicalJson.sameOrBothEmpty(current, merged);
      case "created" -> CanonicalJson.same(current, merged) || isSameTime(current, merged);
      default -> CanonicalJson.same(current, merged);
    };
  }

  /** The service may print a time in another way than it was sent. */
  private static boolean isSameTime(RawJson left, RawJson right) {
    Instant time = Created.of(left);
    return !time.equals(Instant.MIN) && time.equals(Created.of(right));
  }
}
