package org.braintrustbeam.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** The report of an evaluation as somebody sees it who opens the file. */
class EvalReportBrowserIT {
  @TempDir static Path folder;
  private static Browser browser;
  private static Path report;

  @BeforeAll
  static void openTheReport() throws IOException {
    browser = Browser.start(folder.resolve("profile"));
    SampleEval eval = SampleEval.airline();
    plant(eval.rows().get(3), SampleEval.HOSTILE);
    eval.rows().get(4).put("url", "javascript:window.hacked=3").put("facet_name", "<i>odd</i>");
    report = folder.resolve("my report.html");
    EvalReport.write(eval.summary(), eval.lines().iterator(), report);
  }

  private static void plant(ObjectNode row, String text) {
    row.putNull("error").put("expected", text).put("output", "seldomword " + text);
    row.put("preprocessed_text", text).put("id", text).put("split", text);
    row.withObject("/scores").put("Factuality", 0);
    row.withObject("/judge").put("rationale", text);
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void drawsAllChartsOnEveryScreenAndAsksForNothing() throws IOException {
    browser.requireAllDrawn(report, 10, "");
  }

  @Test
  void theSearchFindsAWordOfAnOutputAndTheRowShowsBothSides() throws IOException {
    browser.open(report);

    browser.search("failures", "seldomword");
    List<WebElement> rows = browser.all("#failures tbody tr");
    assertThat(rows, hasSize(1));
    browser.find("#failures button.open").click();

    String clean = PageText.clean(SampleEval.HOSTILE);
    assertThat(text("left"), is(clean));
    assertThat(text("right"), is("seldomword " + clean));
    assertThat(browser.find("button.open").getDomAttribute("aria-expanded"), is("true"));
    browser.picture(Path.of("target/report-pictures/row.png"));
  }

  @Test
  void hostileTextsStayTexts() {
    browser.open(report);

    browser.search("failures", "zanzibar");
    browser.find("#failures button.open").click();
    browser.search("failures", "&lt;b&gt;");
    browser.search("failures", "");
    for (WebElement heading : browser.all("#failures thead th")) {
      heading.click();
    }

    assertThat(browser.script("return window.hacked"), is(nullValue()));
    assertThat(browser.all("main img, main i, td script"), is(empty()));
    assertThat(browser.all("a[href^=javascript]"), is(empty()));
    assertThat(browser.complaints(), is(empty()));
  }

  @Test
  void theListOfFacetsNarrowsTheRowsDown() {
    browser.open(report);

    browser.script(
        """
        const select = document.querySelector('.choice select');
        select.value = Array.from(select.options).find((o) => o.textContent === 'Delay').value;
        select.dispatchEvent(new Event('change'));
        """);

    List<String> facets =
        browser.all("#failures tbody tr td:nth-child(2)").stream()
            .map(WebElement::getText)
            .toList();
    assertThat(facets, is(not(empty())));
    assertThat(facets, everyItem(is("Delay")));
  }

  @Test
  void aPageOfTwoThousandLongRowsStaysUsable() throws IOException {
    SampleEval eval = new SampleEval(List.of("A", "B"), 3_000);
    for (ObjectNode row : eval.rows()) {
      row.withObject("/scores").put("Factuality", 0);
      row.put("preprocessed_text", "word ".repeat(1_000));
    }
    Path large = folder.resolve("large.html");

    EvalReport.write(eval.summary(), eval.lines().iterator(), large);
    browser.open(large);
    browser.search("failures", "record-b-0007");

    assertThat(Files.size(large), lessThanOrEqualTo(12_000_000L));
    assertThat(
        browser.find("#failed-rows .note").getText(),
        containsString("6,000 rows failed; this page holds the worst 2,000."));
    assertThat(
        ((Number) browser.script("return performance.now()")).doubleValue(),
        lessThanOrEqualTo(20_000.0));
  }

  @Test
  void linesHaveGapsAndMarks() throws IOException {
    Chart lines =
        new Chart(
            "lines",
            "Errors an hour",
            "More from hour 3 on",
            Chart.Shape.LINES,
            "Hour",
            "Share",
            null,
            List.of("01", "02", "03", "04"),
            List.of(
                Chart.Series.of("gpt", Arrays.asList(0.1, null, 0.4, 0.5)),
                Chart.Series.of("brain", Arrays.asList(0.2, 0.2, 0.1, 0.2))),
            List.of(new Chart.Mark(2, "change")));
    Section section = new Section("s", "S", "", List.of(new Charts(List.of(lines))));
    Path file = folder.resolve("lines.html");
    try (OutputStream out = Files.newOutputStream(file)) {
      PageWriter.write(new Page("Test", "Lines", List.of(), List.of(section)), out);
    }

    browser.open(file);

    assertThat(
        browser.script(
            "return Chart.getChart('lines').options.plugins.annotation.annotations[0].value"),
        is(2L));
    assertThat(browser.colours(), everyItem(greaterThan(10L)));
    assertThat(browser.complaints(), is(empty()));
    browser.picture(Path.of("target/report-pictures/lines.png"));
  }

  private static String text(String part) {
    return String.valueOf(
        browser.script(
            "return document.querySelector('.details [data-part=" + part + "]').textContent"));
  }
}
