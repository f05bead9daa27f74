package org.braintrustbeam.pipelines.discover;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.discover.Answers.Service;
import org.braintrustbeam.transforms.discover.stats.CohortFinding;
import org.braintrustbeam.transforms.discover.stats.CohortFinding.Verdict;
import org.braintrustbeam.transforms.discover.tally.Cohort;
import org.braintrustbeam.transforms.discover.tally.Gap;
import org.jspecify.annotations.Nullable;

/** The newest traces of what is shown; one small query each, by either way of counting. */
final class Examples {
  /** A few to look at. */
  static final int MOST = 3;

  /** Enough to see what it is about. */
  private static final int LETTERS = 1_000;

  private final Map<Cohort, List<Example>> ofCohorts = new HashMap<>();
  private final Map<Gap, List<Example>> ofGaps = new EnumMap<>(Gap.class);

  private Examples() {}

  /**
   * A root span.
   *
   * @param id of its row
   * @param trace its root span id
   * @param created when
   * @param input the beginning of it
   * @param output the beginning of it
   * @param error the beginning of it; texts are empty where there is none
   * @param url its page in the app; null if that is not known
   */
  record Example(
      String id,
      String trace,
      String created,
      String input,
      String output,
      String error,
      @Nullable String url) {}

  static Examples of(
      Findings findings, LogSql sql, Service service, Function<String, @Nullable String> url) {
    Examples examples = new Examples();
    for (CohortFinding finding :
        findings.cohorts(Verdict.FAILING).stream().limit(Findings.MOST_SHOWN).toList()) {
      Cohort cohort = finding.cohort();
      examples.ofCohorts.put(cohort, ask(sql.examplesOf(cohort, MOST), service, url));
    }
    findings
        .gaps()
        .forEach(
            (gap, count) -> {
              if (count > 0) {
                examples.ofGaps.put(gap, ask(sql.examplesOf(gap, MOST), service, url));
              }
            });
    return examples;
  }

  private static List<Example> ask(
      String sql, Service service, Function<String, @Nullable String> url) {
    return service.ask(sql).stream().map(RawJson::fields).map(row -> example(row, url)).toList();
  }

  private static Example example(Map<String, RawJson> row, Function<String, @Nullable String> url) {
    String id = Answers.text(row, "id");
    return new Example(
        id,
        Answers.text(row, "root_span_id"),
        Answers.text(row, "created"),
        beginning(row, "input"),
        beginning(row, "output"),
        beginning(row, "error"),
        url.apply(id));
  }

  /** A text as it is, anything else as JSON; no half of a pair at its end. */
  private static String beginning(Map<String, RawJson> row, String name) {
    RawJson value = row.getOrDefault(name, RawJson.NULL);
    if (value.isNull()) {
      return "";
    }
    String text = value.text() == null ? value.toString() : value.text();
    if (text.length() <= LETTERS) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LETTERS - 1)) ? LETTERS - 1 : LETTERS;
    return text.substring(0, end) + " …";
  }

  List<Example> of(Cohort cohort) {
    return ofCohorts.getOrDefault(cohort, List.of());
  }

  List<Example> of(Gap gap) {
    return ofGaps.getOrDefault(gap, List.of());
  }
}
