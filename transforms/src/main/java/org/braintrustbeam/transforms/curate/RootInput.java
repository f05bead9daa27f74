package org.braintrustbeam.transforms.curate;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.braintrustbeam.transforms.keys.Created;
import org.jspecify.annotations.Nullable;

/**
 * What went into a trace, and the span that says so.
 *
 * <p>That is the root's {@code input}. Of several roots, as in traces that were imported, the one
 * goes first that names itself as the root, then the oldest. Where no root has an input, the oldest
 * span with one stands in for it, unless it came from judging the trace rather than from its work.
 *
 * @param source the span
 * @param input as stored; null if no span has any
 */
public record RootInput(CallSource source, RawJson input) {
  /** Types and purposes of spans that are made afterwards, with inputs of their own. */
  private static final Set<String> AFTERWARDS =
      Set.of("score", "scorer", "review", "automation", "facet", "preprocessor", "classifier");

  private static final Comparator<Candidate> OLDEST_FIRST =
      Comparator.comparing(Candidate::isSelfNamed)
          .reversed()
          .thenComparing(Candidate::created)
          .thenComparing(candidate -> candidate.source().id());

  /** Total, so it does not matter in which order spans are looked at. */
  static final Comparator<Candidate> BEST_FIRST =
      Comparator.comparing(Candidate::rank).thenComparing(OLDEST_FIRST);

  /**
   * Of some spans of one trace, in any order.
   *
   * @return null if there is neither a root nor a span with an input; without an input only if it
   *     is a root
   */
  public static @Nullable RootInput of(Collection<RowVersion> spans) {
    Candidate best = spans.stream().map(Candidate::of).min(BEST_FIRST).orElse(null);
    return best == null || best.rank() == Rank.NOTHING
        ? null
        : new RootInput(best.source(), best.input());
  }

  /** What a span says of what went in, the best first. */
  enum Rank {
    /** It is a root and has an input. */
    ROOT,
    /** It is of the trace's work and has an input. */
    WORK,
    /** It is a root, and says that there was no input. */
    BARE_ROOT,
    /** It is none of these. */
    NOTHING
  }

  /** Whether an input says nothing: null, no text, or nothing in it. */
  public static boolean isEmpty(RawJson input) {
    String text = input.text();
    if (text != null) {
      return text.isBlank();
    }
    return input.isNull()
        || input.isEmptyObject()
        || (input.isArray() && input.elements().isEmpty());
  }

  /** A span of a trace. */
  record Candidate(
      CallSource source, RawJson input, boolean isRoot, boolean isSelfNamed, boolean isOfTheWork) {
    static Candidate of(RowVersion row) {
      Map<String, RawJson> fields = row.json().fields();
      String id = row.key().rowId();
      String spanId = text(fields, "span_id");
      String root = text(fields, "root_span_id");
      boolean isRoot = fields.getOrDefault("is_root", RawJson.NULL).toString().equals("true");
      Map<String, RawJson> attributes =
          fields.getOrDefault("span_attributes", RawJson.NULL).fields();
      return new Candidate(
          new CallSource(
              id,
              root == null ? id : root,
              spanId == null ? id : spanId,
              text(fields, "created"),
              row.xactId()),
          fields.getOrDefault("input", RawJson.NULL),
          isRoot,
          isRoot && spanId != null && spanId.equals(root),
          !isAfterwards(text(attributes, "type")) && !isAfterwards(text(attributes, "purpose")));
    }

    private static boolean isAfterwards(@Nullable String word) {
      return word != null && AFTERWARDS.contains(word);
    }

    private static @Nullable String text(Map<String, RawJson> fields, String name) {
      return fields.getOrDefault(name, RawJson.NULL).text();
    }

    Rank rank() {
      if (hasInput()) {
        return isRoot ? Rank.ROOT : isOfTheWork ? Rank.WORK : Rank.NOTHING;
      }
      return isRoot ? Rank.BARE_ROOT : Rank.NOTHING;
    }

    boolean hasInput() {
      return !isEmpty(input);
    }

    Instant created() {
      Instant created = Created.ofText(source.created());
      return created.equals(Instant.MIN) ? Instant.MAX : created; // without a time it goes last
    }
  }
}
