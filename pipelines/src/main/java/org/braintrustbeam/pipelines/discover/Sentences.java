package org.braintrustbeam.pipelines.discover;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.Locale;
import org.braintrustbeam.transforms.discover.stats.Change;
import org.braintrustbeam.transforms.discover.stats.ChangePoint;
import org.braintrustbeam.transforms.discover.stats.CohortFinding;
import org.braintrustbeam.transforms.discover.tally.Cohort;
import org.braintrustbeam.transforms.discover.tally.CohortValue;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Gap;
import org.jspecify.annotations.Nullable;

/** Parts of sentences of the findings. */
final class Sentences {
  private static final MathContext DIGITS = new MathContext(3);

  private Sentences() {}

  private static String failures(Figure figure, String name) {
    return switch (figure) {
      case TRACES -> "Failing traces";
      case SPANS -> "Spans with an error";
      default -> "Failing values of score " + quoted(name);
    };
  }

  static String sentence(ChangePoint point) {
    return failures(point.figure(), point.name())
        + ": "
        + percent(point.inside().share())
        + " since "
        + point.since()
        + (point.lasting() ? "" : ", until " + point.until())
        + ", else "
        + percent(point.outside().share())
        + " (p "
        + JsonTree.chance(point.corrected())
        + " corrected).";
  }

  static String sentence(Change change) {
    return failures(change.figure(), change.name())
        + ": "
        + percent(change.now().share())
        + ", before "
        + percent(change.before().share())
        + " (p "
        + JsonTree.chance(change.corrected())
        + " corrected).";
  }

  static String sentence(CohortFinding finding) {
    return label(finding.cohort())
        + ": "
        + finding.rate().failing()
        + " of "
        + finding.rate().count()
        + " fail ("
        + percent(finding.rate().share())
        + "), "
        + number(BigDecimal.valueOf(finding.lift()))
        + " times the share of all (p "
        + JsonTree.chance(finding.corrected())
        + " corrected).";
  }

  static String words(Gap gap, String issueFacet) {
    String facet = "facet " + quoted(issueFacet);
    return switch (gap) {
      case UNSCORED -> "have no score";
      case ERROR_UNSCORED -> "have an error and no score";
      case ERROR_SCORED_PASSING -> "have an error, and all of their scores pass";
      case FAILING_WITHOUT_ISSUE -> "fail, and " + facet + " has found nothing";
      case UNCAUGHT -> "have an error that no score and no " + facet + " tells";
      case ISSUE_UNSCORED -> "have something in " + facet + " that no score and no error tells";
    };
  }

  static String label(Cohort cohort) {
    String value = quoted(CohortValue.shown(cohort.value()));
    return switch (cohort.figure()) {
      case METADATA -> "metadata " + quoted(cohort.name()) + " = " + value;
      case FACET -> "facet " + quoted(cohort.name()) + " = " + value;
      case TOPIC -> "topic " + quoted(cohort.name()) + " = " + value;
      case TAG -> "tag " + value;
      case MODEL -> "model " + value;
      default -> "input of " + CohortValue.shown(cohort.value()) + " characters";
    };
  }

  /** As code, so that Markdown leaves it as it is. */
  static String quoted(String text) {
    return "`" + oneLine(text).replace('`', '\'') + "`";
  }

  /** In a line of its own words, of which none may begin a tag, a link or a line. */
  static String plain(String text) {
    return oneLine(text).replaceAll("([\\\\<>\\[\\]`*_])", "\\\\$1");
  }

  static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String number(@Nullable BigDecimal value) {
    return value == null ? "?" : value.round(DIGITS).stripTrailingZeros().toPlainString();
  }

  static String length(Duration length) {
    long hours = length.toHours();
    return hours % 24 == 0 ? hours / 24 + " d" : hours + " h";
  }
}
