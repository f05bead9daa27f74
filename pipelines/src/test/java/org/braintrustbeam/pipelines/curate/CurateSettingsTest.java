package org.braintrustbeam.pipelines.curate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.labelling.TimeRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurateSettingsTest {
  @TempDir private Path folder;
  private CurateOptions options;

  @BeforeEach
  void options() {
    options = PipelineOptionsFactory.create().as(CurateOptions.class);
    options.setProject("support");
    options.setDataset("truth");
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private String refused(Consumer<CurateOptions> mistake) {
    mistake.accept(options);
    return String.valueOf(
        assertThrows(UsageException.class, () -> CurateSettings.of(options)).getMessage());
  }

  @Test
  void theDefaultsAreThoseOfTheHandbook() throws IOException {
    CurateSettings settings = CurateSettings.of(options);

    assertThat(
        settings.scoredInWindow(), is("scores IS NOT NULL AND created >= NOW() - INTERVAL 7 DAY"));
    assertThat(settings.rule().failingAtMost().toPlainString(), is("0.5"));
    assertThat(settings.rule().passingAtLeast().toPlainString(), is("0.8"));
    assertThat(settings.buys(), is(false));
    assertThat(settings.asksModel(), is(false));
    assertThat(settings.candidates().positiveLimit(), is(400));
    assertThat(settings.plan().splitSeed(), is("flywheel-v1"));
    assertThat(settings.plan().trainFraction(), is(0.8));
  }

  @ParameterizedTest
  @CsvSource({"12h, 12 HOUR", "30m, 30 MINUTE", "1d, 1 DAY", "' 7d ', 7 DAY"})
  void theWindowIsATimeBack(String window, String interval) throws IOException {
    options.setWindow(window);

    assertThat(CurateSettings.of(options).window(), is("created >= NOW() - INTERVAL " + interval));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "0d", "-1d", "7w", "7 DAY", "1.5d", "9999999d"})
  void anyOtherWindowIsRefused(String window) {
    assertThat(
        refused(with -> with.setWindow(window)),
        is(
            "--window must be a number of days, hours or minutes, e.g. 7d, 12h or 30m, got "
                + window));
  }

  @Test
  void aRunThatGoesOnReadsTheSameSpans() throws IOException {
    assertThat(
        CurateSettings.of(options).scoredWithin(new TimeRange("a", "b'")),
        is("scores IS NOT NULL AND created >= 'a' AND created <= 'b'''"));
  }

  @Test
  void eachMistakeIsNamed() throws IOException {
    assertThat(refused(with -> with.setProject(" ")), is("missing flag --project"));
    options();
    assertThat(refused(with -> with.setDataset(null)), is("missing flag --dataset"));
    options();
    assertThat(
        refused(with -> with.setSimilarity(0.5)), is("--similarity must be 0.7 to 1.0, got 0.5"));
    options();
    assertThat(
        refused(with -> with.setFailingAtMost(0.8)),
        is("--failing-at-most must be less than --passing-at-least, got 0.8 and 0.8"));
    options();
    assertThat(
        refused(with -> with.setPassingAtLeast(1.1)),
        is("--passing-at-least must be 0.0 to 1.0, got 1.1"));
    options();
    assertThat(
        refused(with -> with.setReadMode("fetch")), startsWith("--read-mode fetch cannot choose"));
    options();
    assertThat(
        refused(
            with -> {
              with.setFailingLimit(0);
              with.setPassingLimit(0);
            }),
        is("--failing-limit and --passing-limit are both 0"));
    options();
    assertThat(
        refused(
            with -> {
              with.setPassingLimit(10_000);
              with.setSpares(100);
            }),
        is(
            "--spares times --failing-limit or --passing-limit must be 200000 at most, got"
                + " 1000000"));
    options();
    assertThat(
        refused(with -> with.setTrainFraction(-1)),
        is("--train-fraction must be 0.0 to 1.0, got -1.0"));
  }

  @Test
  void labelsMustComeFromSomewhere() throws IOException {
    assertThat(refused(with -> with.setExecute(true)), startsWith("--execute takes labels"));
    options();
    assertThat(refused(with -> with.setLabel(true)), startsWith("--label takes --system-context"));
    options();
    options.setExecute(true);
    options.setSystemContext(file("context.md", " An airline. \n"));
    CurateSettings settings = CurateSettings.of(options);
    assertThat(settings.context(), is("An airline."));
    assertThat(settings.buys() && settings.asksModel(), is(true));
  }

  @Test
  void aContextMustBeText() throws IOException {
    String empty = file("empty.md", " \n");
    assertThat(
        refused(with -> with.setSystemContext(empty)),
        is("--system-context " + empty + ": there is nothing in it"));
    String missing = folder.resolve("missing.md").toString();
    assertThat(refused(with -> with.setSystemContext(missing)), containsString("no such file"));
    String bytes = folder.resolve("bytes").toString();
    Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, 1});
    assertThat(
        refused(with -> with.setSystemContext(bytes)), containsString("no such file of text"));
  }

  @Test
  void aBadLineOfTheLabelledRowsIsNamedBeforeAnythingIsDone() throws IOException {
    String good = "{\"id\":\"a\",\"input\":1,\"expected\":2}\n\n";
    String broken = file("broken.jsonl", good + "{\"id\":\"b\",");
    assertThat(
        refused(with -> with.setLabelledRows(broken)),
        is(broken + ":3: not a labelled row, nothing was done: no JSON object"));
    String twice = file("twice.jsonl", good + good);
    assertThat(
        refused(with -> with.setLabelledRows(twice)),
        is(twice + ":3: not a labelled row, nothing was done: its row is in line 1 already"));
    String open = file("open.jsonl", good + "{\"id\":\"b\",\"input\":1}\n");
    assertThat(
        refused(with -> with.setLabelledRows(open)),
        is(
            open
                + ":3: not a labelled row, nothing was done: no 'expected', and no --system-context"
                + " for a model to label it by"));
    String empty = file("empty.jsonl", "\n");
    assertThat(
        refused(with -> with.setLabelledRows(empty)),
        is("--labelled-rows " + empty + ": there is no row in it"));
    Files.write(
        folder.resolve("latin.jsonl"), "{\"id\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(
        refused(with -> with.setLabelledRows(folder.resolve("latin.jsonl").toString())),
        containsString("not a file of UTF-8 text"));
    assertThat(
        refused(with -> with.setLabelledRows(folder.toString())), containsString(": is a folder"));
    assertThat(
        refused(with -> with.setLabelledRows(folder.resolve("none").toString())),
        containsString(": no such file"));
  }

  @Test
  void aModelLabelsTheRowsThatHaveNoLabel() throws IOException {
    options.setLabelledRows(
        file(
            "rows.jsonl",
            "{\"id\":\"a\",\"input\":1,\"expected\":2}\n{\"id\":\"b\",\"input\":3}\n"));
    options.setSystemContext(file("context.md", "x"));

    CurateSettings settings = CurateSettings.of(options);

    assertThat(settings.asksModel(), is(true));
    assertThat(settings.file() == null ? -1 : settings.file().size(), is(2));
    options.setLabelledRows(file("rows.jsonl", "{\"id\":\"a\",\"input\":1,\"expected\":2}\n"));
    assertThat(CurateSettings.of(options).asksModel(), is(false));
  }

  @Test
  void whatDecidesAboutTheCasesMustStayTheSame() throws IOException {
    CurateSettings settings = CurateSettings.of(options);
    options.setScore(List.of("right"));

    assertThat(
        settings.resumable("p").equals(CurateSettings.of(options).resumable("p")), is(false));
  }
}
