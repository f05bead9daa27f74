package org.braintrustbeam.pipelines.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.braintrustbeam.pipelines.report.Table.Cell;
import org.braintrustbeam.pipelines.report.Table.Column;
import org.junit.jupiter.api.Test;

class PageWriterTest {
  private static Page page(Block... blocks) {
    return new Page(
        "Test",
        "A <b> & \"c\"",
        List.of(new Fact("From", "there's", "https://a/?b=\"c\"&d")),
        List.of(new Section("one", "One", "", List.of(blocks))));
  }

  private static String html(Block... blocks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PageWriter.write(page(blocks), out);
    return out.toString(UTF_8);
  }

  @Test
  void escapesByContext() throws IOException {
    String html = html();

    assertThat(html, containsString("<h1>A &lt;b&gt; &amp; \"c\"</h1>"));
    assertThat(
        html,
        containsString("<a href=\"https://a/?b=&#34;c&#34;&amp;d\" rel=\"noopener noreferrer\">"));
  }

  @Test
  void aTableSortsNumbersByTheirValue() throws IOException {
    String html =
        html(
            new Table(
                "t",
                "All",
                List.of(new Column("Name", false), new Column("Mean", true)),
                List.of(List.of(Cell.of("x"), Cell.of(0.5, "0.500", "0.4–0.6", Tone.BAD)))));

    assertThat(html, containsString("<td class=\"text plain\">x</td>"));
    assertThat(
        html,
        containsString(
            "<td class=\"number bad\" data-order=\"0.5\">0.500<small> 0.4–0.6</small></td>"));
  }

  @Test
  void aChartIsAlsoATableOfItsFigures() throws IOException {
    String html =
        html(
            new Charts(
                List.of(
                    new Chart(
                        "c",
                        "Means",
                        "Lowest: a",
                        Chart.Shape.BARS,
                        "Facet",
                        "Mean",
                        1.0,
                        List.of("a</script>", "b"),
                        List.of(
                            new Chart.Series(
                                "Mean",
                                Arrays.asList(0.5, null),
                                Arrays.asList(0.4, null),
                                Arrays.asList(0.6, null),
                                List.of(Tone.BAD, Tone.PLAIN))),
                        List.of()))));

    assertThat(html, containsString("<td class=\"number\">0.500 (0.400–0.600)</td>"));
    assertThat(
        html,
        containsString(
            "{\"shape\":\"BARS\",\"form\":\"SCORE\",\"axis\":\"Facet\",\"unit\":\"Mean\",\"max\":1.0,\"labels\":[\"a\\u003C/script\\u003E\",\"b\"],\"series\":[{\"name\":\"Mean\",\"values\":[0.5,null],\"low\":[0.4,null],\"high\":[0.6,null],\"tones\":[\"bad\",\"plain\"]}],\"marks\":[]}"));
  }

  @Test
  void aMatrixShowsWhatIsRightAndWrong() throws IOException {
    String html =
        html(
            new Matrices(
                List.of(
                    new Matrices.Matrix(
                        "All",
                        List.of("something", "none"),
                        List.of(List.of(1_500L, 500L), List.of(0L, 7L)),
                        List.of(Fact.of("Recall", "0.750"))))));

    assertThat(html, containsString("<td class=\"good shade3\">1,500</td>"));
    assertThat(html, containsString("<td class=\"bad shade1\">500</td>"));
    assertThat(html, containsString("<td class=\"quiet shade0\">0</td>"));
  }

  @Test
  void onlyTheScriptsOfThePageMayRun() throws IOException {
    PageParts parts = PageParts.load();

    assertThat(parts.scripts(), hasSize(5));
    assertThat(
        parts.policy().replaceAll("'sha256-[^']{44}'", "D"),
        is(
            "default-src 'none'; base-uri 'none'; form-action 'none'; script-src D D D D D; style-src D"));
    for (String script : parts.scripts()) {
      assertThat(script, not(containsString("</script")));
      assertThat(script, not(containsString("<!--")));
    }
    assertThat(parts.style(), not(containsString("</style")));
  }

  @Test
  void nothingInThePageLeadsElsewhereByItself() throws IOException {
    assertThat(Pattern.compile("(src|srcset|action)=\"").matcher(html()).find(), is(false));
  }

  @Test
  void theSamePageIsTheSameBytes() throws IOException {
    assertThat(html(), is(html()));
  }

  @Test
  void aFullDiskIsAnError() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };

    IOException error = assertThrows(IOException.class, () -> PageWriter.write(page(), full));

    assertThat(error.getMessage(), is("no space left"));
  }
}
