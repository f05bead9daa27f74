package org.braintrustbeam.pipelines.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of findings as somebody sees it who opens the file. */
class FindingsReportBrowserIT {
  @TempDir static Path folder;
  private static Browser browser;
  private static Path report;

  @BeforeAll
  static void openTheReport() throws IOException {
    browser = Browser.start(folder.resolve("profile"));
    SampleFindings findings = SampleFindings.week();
    findings
        .at("/cohorts/failing/4/examples/1")
        .put("input", "seldomword " + SampleEval.HOSTILE)
        .put("error", SampleEval.HOSTILE)
        .put("url", "javascript:window.hacked=3");
    report = folder.resolve("findings.html");
    try (OutputStream out = Files.newOutputStream(report)) {
      FindingsReport.write(findings.bytes(), out);
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void drawsAllChartsOnEveryScreenAndAsksForNothing() throws IOException {
    browser.requireAllDrawn(report, 17, "findings-");
  }

  @Test
  void theSearchFindsAWordOfAnInputAndHostileTextsStayTexts() throws IOException {
    browser.show(1280, "light");
    browser.open(report);

    browser.search("example-rows", "seldomword");
    assertThat(browser.all("#example-rows tbody tr"), hasSize(1));
    browser.find("#example-rows button.open").click();

    assertThat(
        browser.script("return document.querySelector('.details [data-part=right]').textContent"),
        is(PageText.clean(SampleEval.HOSTILE)));
    assertThat(browser.script("return window.hacked"), is(nullValue()));
    assertThat(browser.all("main img, main i, td script"), is(empty()));
    assertThat(browser.all("a[href^=javascript]"), is(empty()));
    assertThat(browser.complaints(), is(empty()));
    browser.picture(Path.of("target/report-pictures/findings-row.png"));
  }
}
