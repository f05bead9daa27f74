package org.braintrustbeam.pipelines.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsReportTest {
  private static Section section(SampleFindings findings, String id) {
    return FindingsReport.page(findings.json()).sections().stream()
        .filter(section -> section.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static <T> List<T> blocks(Section section, Class<T> kind) {
    return section.blocks().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<Chart> charts(Section section) {
    return blocks(section, Charts.class).stream().flatMap(some -> some.charts().stream()).toList();
  }

  private static String html(SampleFindings findings) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FindingsReport.write(findings.bytes(), out);
    return out.toString(UTF_8);
  }

  @Test
  void whatIsCertainStandsFirst() {
    List<String> notes =
        blocks(section(SampleFindings.week(), "overview"), Note.class).stream()
            .map(Note::text)
            .toList();

    assertThat(notes.get(0), is("Failing traces: 21.3 % since 06-05 12:00 (UTC), else 5.8 %."));
    assertThat(
        notes.get(1),
        is("Spans with an error: 3.3 % since 06-05 12:00, until 06-07 02:00 (UTC), else 0.6 %."));
    assertThat(
        notes, hasItem("model claude-large: 720 of 1,950 fail (36.9 %), 3.4 × the share of all."));
    assertThat(notes, not(hasItem(containsString("Tone"))));
  }

  @Test
  void hoursWithoutTrafficAreGapsInSharesAndZeroInCounts() {
    List<Chart> charts = charts(section(SampleFindings.week(), "traffic"));

    assertThat(charts.get(0).labels(), hasSize(168));
    assertThat(charts.get(0).series().get(0).values().get(50), is(nullValue()));
    assertThat(charts.get(1).series().get(0).values().get(50), is(0.0));
  }

  @Test
  void changesAreMarkedWhereTheyBeginAndWhereTheyEnd() {
    List<Chart> charts = charts(section(SampleFindings.week(), "traffic"));

    assertThat(charts.get(0).marks(), contains(new Chart.Mark(108, "21.3 %")));
    assertThat(
        charts.get(2).marks(), contains(new Chart.Mark(108, "3.3 %"), new Chart.Mark(146, "over")));
  }

  @Test
  void whatChanceExplainsIsNotMarked() {
    List<Chart> charts = charts(section(SampleFindings.week(), "scores"));

    for (Chart chart : charts) {
      boolean marked = chart.title().startsWith("Factuality by");
      assertThat(chart.title(), chart.marks(), hasSize(marked ? 1 : 0));
    }
  }

  @Test
  void cohortsAreBarsWithTheirCounts() {
    Chart lifts = charts(section(SampleFindings.week(), "failing")).get(0);

    assertThat(lifts.labels().get(0), is("model claude-large  (720 of 1,950)"));
    assertThat(lifts.rows().get(1), is(List.of("facet Issues = wrong price  (410 of 640)", "5.9")));
  }

  /** No section with figures is without the queries that give them. */
  @Test
  void everySectionHasItsQueries() {
    List<String> without = new ArrayList<>();
    for (Section section : FindingsReport.page(SampleFindings.week().json()).sections()) {
      if (blocks(section, Listing.class).isEmpty()) {
        without.add(section.id());
      }
    }

    // The first is made of the others, changes of traffic and scores; examples have theirs in the
    // row.
    assertThat(without, contains("overview", "changes", "examples"));
  }

  @Test
  void examplesHaveTheirTextsLinkAndQuery() {
    Records rows = blocks(section(SampleFindings.week(), "examples"), Records.class).get(0);

    Records.Row first = rows.iterator().next();
    assertThat(first.group(), is("model claude-large"));
    assertThat(first.gist(), is("time-out after 30 s"));
    assertThat(first.href(), is("https://www.braintrust.dev/app/airline/object?id=model1-0"));
    assertThat(first.notes().get(1).name(), is("Query"));
  }

  @Test
  void aWindowWithNothingInItIsAPageToo() throws IOException {
    SampleFindings nothing = SampleFindings.ofNothing();

    assertThat(charts(section(nothing, "scores")), is(empty()));
    assertThat(
        html(nothing), containsString("No dataset was given to hold against it (--dataset)."));
    assertThat(html(nothing), containsString("No cohort of 61 is one."));
  }

  @Test
  void textsOfRowsStayTexts() throws IOException {
    SampleFindings findings = SampleFindings.week();
    for (String pointer : List.of("/cohorts/failing/0", "/cohorts/failing/0/examples/0")) {
      ObjectNode node = findings.at(pointer);
      node.put("value", SampleEval.HOSTILE).put("query", SampleEval.HOSTILE);
      node.put("input", SampleEval.HOSTILE).put("url", "javascript:window.hacked=3");
    }

    String html = html(findings);

    assertThat(html, containsString("zanzibar"));
    assertThat(html, not(containsString("<script>window.hacked")));
    assertThat(html, not(containsString("<img src=x")));
    assertThat(html, not(containsString("javascript:")));
  }

  @Test
  void theSameFindingsAreTheSameBytes() throws IOException {
    assertThat(html(SampleFindings.week()), is(html(SampleFindings.week())));
  }

  @Test
  void numbersAreAsLongAsTheyMeanSomething() {
    assertThat(Numbers.measure(1234.56), is("1,235"));
    assertThat(Numbers.measure(0.0123456), is("0.0123"));
    assertThat(Numbers.measure(3.0), is("3"));
    assertThat(Numbers.measure(null), is("–"));
    assertThat(Numbers.share(0.0617), is("6.2 %"));
    assertThat(Numbers.chance(0.0421), is("0.042"));
    assertThat(Numbers.chance(3.14e-20), is("3.1e-20"));
    assertThat(Numbers.chance(0.0), is("< 1e-99"));
  }
}
