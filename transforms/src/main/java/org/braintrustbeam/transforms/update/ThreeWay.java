package org.braintrustbeam.transforms.update;

import static org.braintrustbeam.io.row.FieldChange.Mode.MERGE;
import static org.braintrustbeam.io.row.FieldChange.Mode.REPLACE;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/**
 * Compares a correction (ours) with the record now (theirs) and, where that has changed since the
 * experiment ran, with the record as the experiment saw it (base).
 *
 * <p>Theirs = ours: unchanged. Theirs still the version that the experiment ran on, or = base:
 * change. Anything else: conflict. Where the record is newer than that version, or nobody knows,
 * only fields that a person edited count, so that an experiment's stale input never overwrites a
 * newer one.
 */
final class ThreeWay {
  private final UpdatePlan plan;

  ThreeWay(UpdatePlan plan) {
    this.plan = plan;
  }

  /** Judges without base; {@link Verdict.NeedsBase} if it takes one. */
  Verdict judge(Correction ours, @Nullable RowVersion theirs) {
    return judge(ours, theirs, false, null);
  }

  /**
   * Judges with base.
   *
   * @param base the record as the experiment saw it; null if that version has none
   */
  Verdict judgeWithBase(Correction ours, RowVersion theirs, @Nullable RowVersion base) {
    return judge(ours, theirs, true, base);
  }

  private Verdict judge(
      Correction ours, @Nullable RowVersion theirs, boolean baseRead, @Nullable RowVersion base) {
    if (theirs == null) {
      return missing(ours);
    }
    Map<String, RawJson> now = theirs.json().fields();
    boolean newer = isNewer(ours, theirs);
    List<FieldChange> changes = changes(ours, now, newer || ours.ranOn() == null);
    if (changes.isEmpty()) {
      return new Verdict.Unchanged();
    }
    if (newer && !plan.overwriteConflicts()) {
      if (!baseRead && !changes.stream().allMatch(change -> knownBefore(ours, change) != null)) {
        return new Verdict.NeedsBase();
      }
      List<FieldChange> conflicts = conflicts(ours, changes, base);
      if (!conflicts.isEmpty()) {
        return conflict(ours, conflicts, base);
      }
    }
    return change(ours, now, theirs.xactId(), changes, reason(ours));
  }

  private static RowChange.Reason reason(Correction ours) {
    return ours.ranOn() == null ? RowChange.Reason.CORRECTED_UNCHECKED : RowChange.Reason.CORRECTED;
  }

  private static boolean isNewer(Correction ours, RowVersion theirs) {
    return ours.ranOn() != null && !ours.ranOn().equals(Long.toUnsignedString(theirs.xactId()));
  }

  private Verdict missing(Correction ours) {
    // Whatever fields are to be written: a record without its input is of no use to anybody.
    List<FieldChange> fields = new ThreeWay(plan.withField("input")).changes(ours, Map.of(), false);
    return plan.recreateMissing() && !fields.isEmpty()
        ? change(ours, Map.of(), 0, fields, RowChange.Reason.RECREATED)
        : new Verdict.Missing();
  }

  /** Fields by name, those left out that the record already has in that value. */
  private List<FieldChange> changes(
      Correction ours, Map<String, RawJson> theirs, boolean editedOnly) {
    List<FieldChange> changes = new ArrayList<>();
    for (String field : new TreeSet<>(plan.fields())) {
      if (editedOnly && !ours.edited().contains(field)) {
        continue;
      }
      RawJson value = valueToWrite(ours, field, editedOnly);
      RawJson current = theirs.getOrDefault(field, RawJson.NULL);
      if (isWorthWriting(field, value) && !alreadyHas(field, current, value)) {
        changes.add(new FieldChange(field, current, value, modeOf(field)));
      }
    }
    return changes;
  }

  private static FieldChange.Mode modeOf(String field) {
    return field.equals("metadata") ? MERGE : REPLACE;
  }

  private static RawJson valueToWrite(Correction ours, String field, boolean editedOnly) {
    RawJson value = ours.value(field);
    return editedOnly && field.equals("metadata") && !ours.editedMetadata().isEmpty()
        ? JsonMerge.restrict(value, ours.editedMetadata())
        : value;
  }

  /** An experiment row without input or metadata says nothing about the record's. */
  private static boolean isWorthWriting(String field, RawJson value) {
    return switch (field) {
      case "metadata" -> value.isObject() && !value.isEmptyObject();
      case "input" -> !value.isNull();
      default -> true;
    };
  }

  private static boolean alreadyHas(String field, RawJson current, RawJson value) {
    return switch (field) {
      case "metadata" -> CanonicalJson.same(current, JsonMerge.merge(current, value));
      case "expected" -> CanonicalJson.sameOrBothEmpty(current, value);
      default -> CanonicalJson.same(current, value);
    };
  }

  private static List<FieldChange> conflicts(
      Correction ours, List<FieldChange> changes, @Nullable RowVersion base) {
    return changes.stream()
        .filter(
            change -> !CanonicalJson.sameOrBothEmpty(theirs(change), before(ours, change, base)))
        .toList();
  }

  /** What the record says now about what is to be written: of metadata only those members. */
  private static RawJson theirs(FieldChange change) {
    return comparable(change, change.before());
  }

  private static RawJson before(Correction ours, FieldChange change, @Nullable RowVersion base) {
    RawJson known = knownBefore(ours, change);
    if (known != null) {
      return known;
    }
    RawJson value = base == null ? RawJson.NULL : base.json().field(change.name());
    return comparable(change, value);
  }

  private static RawJson comparable(FieldChange change, RawJson value) {
    return change.mode() == MERGE
        ? JsonMerge.restrict(value, change.after().fields().keySet())
        : value;
  }

  private static @Nullable RawJson knownBefore(Correction ours, FieldChange change) {
    return change.name().equals("expected") ? ours.expectedBefore() : null;
  }

  private static Verdict conflict(
      Correction ours, List<FieldChange> conflicts, @Nullable RowVersion base) {
    Map<String, RawJson> before = new LinkedHashMap<>();
    Map<String, RawJson> after = new LinkedHashMap<>();
    Map<String, RawJson> now = new LinkedHashMap<>();
    for (FieldChange change : conflicts) {
      before.put(change.name(), before(ours, change, base));
      after.put(change.name(), change.after());
      now.put(change.name(), theirs(change));
    }
    return new Verdict.Conflict(shown(before), shown(after), shown(now));
  }

  /** The bare value where it is about {@code expected} alone, as nearly always. */
  private static RawJson shown(Map<String, RawJson> fields) {
    RawJson expected = fields.get("expected");
    return expected != null && fields.size() == 1 ? expected : JsonMerge.object(fields);
  }

  private static Verdict change(
      Correction ours,
      Map<String, RawJson> theirs,
      long basedOn,
      List<FieldChange> fields,
      RowChange.Reason reason) {
    RawJson input =
        fields.stream()
            .filter(field -> field.name().equals("input"))
            .map(FieldChange::after)
            .findFirst()
            .orElse(theirs.getOrDefault("input", RawJson.NULL));
    return new Verdict.Change(
        new RowChange(ours.record(), ours.source(), input, fields, reason, basedOn));
  }
}
