package org.braintrustbeam.pipelines.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.beam.runners.direct.DirectOptions;
import org.braintrustbeam.io.braintrust.HurriedClient;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.pipelines.command.UsageException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} against the emulator. */
class VerifyIT {
  private static final int CASES = 60;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

  private static LocalBraintrust server;
  private static String project;

  @TempDir private Path folder;
  private VerifyOptions options;

  /** Each experiment is compared with {@code first}; the oldest is the first to be made. */
  @BeforeAll
  static void start() {
    server = new LocalBraintrust();
    project = server.project("support agent");
    experiment("first", i -> scores(i % 2 == 0 ? 1 : 0, 1));
    experiment("better", i -> scores(i % 4 == 1 ? 0 : 1, i % 3 == 0 ? 0 : 1));
    experiment("worse", i -> scores(i % 4 == 0 ? 1 : 0, 1));
    experiment("stuck", i -> scores(1, 1));
    experiment("failing", i -> i == 5 ? "\"error\":\"boom\"" : scores(1, 1));
    experiment("same", i -> scores(i % 2 == 0 ? 1 : 0, 1));
    experiment("same again", i -> scores(i % 2 == 0 ? 1 : 0, 1));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String scores(int quality, int polite) {
    return "\"scores\":{\"Quality\":" + quality + ",\"Polite\":" + polite + "}";
  }

  private static void experiment(String name, IntFunction<String> rest) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      String trace = name.replace(' ', '-') + "-" + i;
      rows.add(
          ("{\"id\":\"%1$s\",\"span_id\":\"%1$s\",\"root_span_id\":\"%1$s\",\"input\":{\"n\":%2$d},"
                  + "%3$s}")
              .formatted(trace, i, rest.apply(i)));
      rows.add(
          ("{\"id\":\"%1$s-s\",\"span_id\":\"%1$s-s\",\"root_span_id\":\"%1$s\","
                  + "\"span_parents\":[\"%1$s\"],\"span_attributes\":{\"name\":\"Length\","
                  + "\"type\":\"score\"},\"scores\":{\"Length\":0.%2$d}}")
              .formatted(trace, 1 + i % 7));
    }
    server.insert("experiment", server.experiment(project, name), rows.toArray(String[]::new));
  }

  @BeforeEach
  void options() {
    options = TestSession.options(VerifyOptions.class, server);
    options.setProject("support agent");
    options.setBaseline("first");
    options.setOutputDir(folder.resolve("out").toString());
    options.setExitCode(true);
  }

  private ExitCode verify(String experiment) throws IOException {
    options.setNew(experiment);
    return new Verify(CLOCK).run(options, TestSession.in(folder));
  }

  private byte[] file(String name) throws IOException {
    return Files.readAllBytes(folder.resolve("out").resolve(name));
  }

  private JsonNode summary() throws IOException {
    return JSON.readTree(file(Handoff.SUMMARY));
  }

  private static JsonNode score(JsonNode summary, String name) {
    for (JsonNode score : summary.path("scores")) {
      if (score.path("name").asText().equals(name)) {
        return score;
      }
    }
    throw new AssertionError("no score " + name + " in " + summary);
  }

  @Test
  void saysWhatRoseAndWhatFellWithLinks() throws IOException {
    assertThat(verify("better"), is(ExitCode.NEEDS_WORK));

    JsonNode summary = summary();
    assertThat(summary.path("verdict").asText(), is("needs_work"));
    assertThat(summary.path("blocking").asBoolean(), is(true));
    JsonNode quality = score(summary, "Quality");
    assertThat(quality.path("change").asText(), is("better"));
    assertThat(quality.path("delta").asDouble(), is(0.25));
    assertThat(quality.path("new").path("n").asInt(), is(CASES));
    assertThat(score(summary, "Polite").path("change").asText(), is("worse"));
    assertThat(score(summary, "Length").path("change").asText(), is("none"));
    JsonNode drop = summary.path("regressions").path(0);
    assertThat(drop.path("score_name").asText(), is("Polite"));
    assertThat(
        drop.path("url").asText(),
        containsString(
            "/p/support%20agent/experiments/better?r="
                + drop.path("trace_id").asText()
                + "&s="
                + drop.path("trace_id").asText()));
    assertThat(summary.path("loop_decision").asText(), is("re-iterate"));
    assertThat(
        summary.path("recommended_actions").findValuesAsText("type"),
        contains("rollback", "issue"));
  }

  @Test
  void judgesByTheScoreThatIsAskedFor() throws IOException {
    options.setScore("Quality");
    options.setMinDelta(0.5);

    assertThat(verify("better"), is(ExitCode.NEEDS_WORK));
    assertThat(summary().path("route").asText(), is("regression")); // of the other score
    assertThat(summary().path("findings").toString(), containsString("it was to rise by 0.500"));
  }

  @Test
  void takesTheNewestOlderExperimentForBaseline() throws IOException {
    options.setBaseline(null);

    assertThat(verify("same again"), is(ExitCode.DONE));
    assertThat(summary().path("experiment").path("baseline_name").asText(), is("same"));
    assertThat(summary().path("verdict").asText(), is("healthy"));
    assertThat(summary().path("next_steps").findValuesAsText("intent"), contains("no_action"));
  }

  @Test
  void cannotJudgeTheFirstExperimentOfAProject() throws IOException {
    options.setBaseline(null);

    assertThat(verify("first"), is(ExitCode.BLOCKED));
    assertThat(summary().path("route").asText(), is("no_baseline"));
    options.setExitCode(false);
    assertThat(verify("first"), is(ExitCode.DONE));
  }

  @Test
  void isNeverImprovedWhereACaseFailed() throws IOException {
    assertThat(verify("failing"), is(ExitCode.NEEDS_WORK));
    assertThat(summary().path("cases").path("new").path("errors").asInt(), is(1));
  }

  @Test
  void findsAStuckScorerFirst() throws IOException {
    assertThat(verify("stuck"), is(ExitCode.NEEDS_WORK));
    assertThat(summary().path("route").asText(), is("measurement"));
    assertThat(
        score(summary(), "Quality").path("health").findValuesAsText("issue"),
        contains("stuck_at_1"));
    assertThat(
        score(summary(), "Polite").path("health").findValuesAsText("issue"), contains("saturated"));
    assertThat(
        Files.readString(folder.resolve("out").resolve(Handoff.NARRATIVE)),
        containsString("is 1 in all 60 trials in the new experiment"));
  }

  @Test
  void givesUpAtTheThirdExperimentInARowAndNotAtTheSameOneThrice() throws IOException {
    options.setGoal("be polite");
    assertThat(verify("worse"), is(ExitCode.NEEDS_WORK));
    assertThat(verify("worse"), is(ExitCode.NEEDS_WORK));
    assertThat(verify("better"), is(ExitCode.NEEDS_WORK));
    assertThat(summary().path("loop").path("number").asInt(), is(2));
    assertThat(verify("failing"), is(ExitCode.NO_CONVERGENCE));
    assertThat(summary().path("loop_decision").asText(), is("no-convergence"));

    options.setGoal("something else");
    assertThat(verify("failing"), is(ExitCode.NEEDS_WORK));
  }

  /** Two jobs of one build, each for a score of its own, that keep one file. */
  @Test
  void remembersWhatAnotherRunAddedWhileThisOneWasReading() throws IOException {
    Path state = folder.resolve("shared-state.json");
    options.setState(state.toString());
    options.setNew("worse");
    LoopGoal other = new LoopGoal(project, "another goal", "Length");
    LoopState theirs = LoopState.empty();
    theirs.add(other, new Loop("e1", null, "unmoved", "2026-06-01T00:00:00Z"), 3);
    Clock whileReading = // is asked once, behind the reading
        new Clock() {
          @Override
          public ZoneId getZone() {
            return CLOCK.getZone();
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            try {
              Handoff.write(state.toString(), theirs::writeTo);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return CLOCK.instant();
          }
        };

    new Verify(whileReading).run(options, TestSession.in(folder));

    LoopState kept = LoopState.read(state.toString());
    assertThat(kept.loops(other).size(), is(1));
    assertThat(kept.loops(new LoopGoal(project, "general health check", null)).size(), is(1));
  }

  @Test
  void leavesTheSummaryOfBeforeWhereTheNarrativeCannotBeWritten() throws IOException {
    verify("worse");
    byte[] summary = file(Handoff.SUMMARY);
    Path narrative = folder.resolve("out").resolve(Handoff.NARRATIVE);
    Files.delete(narrative);
    Files.createDirectories(narrative.resolve("in the way"));

    assertThrows(IOException.class, () -> verify("better"));

    assertThat(file(Handoff.SUMMARY), equalTo(summary));
  }

  @Test
  void isTheSameAgainInBothModesAtAnyParallelism() throws IOException {
    options.as(DirectOptions.class).setTargetParallelism(1);
    verify("worse");
    byte[] summary = file(Handoff.SUMMARY);
    byte[] narrative = file(Handoff.NARRATIVE);
    options.setReadMode("fetch");
    options.setLimit(50);
    options.as(DirectOptions.class).setTargetParallelism(4);
    verify("worse");

    assertThat(file(Handoff.SUMMARY), equalTo(summary));
    assertThat(file(Handoff.NARRATIVE), equalTo(narrative));
  }

  @Test
  void disturbedRequestsChangeNothing() throws IOException {
    verify("worse");
    JsonNode calm = summary();
    options.setMaxRetries(8);
    options.setLimit(20);
    HurriedClient.use(Connections.of(options), 100);
    server.disturb();
    verify("worse");

    assertThat(server.calm(), is(greaterThan(3L)));
    for (String part : List.of("cases", "scores", "verdict", "findings")) {
      assertThat(summary().path(part), is(calm.path(part)));
    }
  }

  @Test
  void printsTheVerdictForPeopleOrTheSummary() throws IOException {
    options.setNew("worse");
    TestSession forPeople = TestSession.in(folder);
    new Verify(CLOCK).run(options, forPeople);
    options.setJson(true);
    TestSession asJson = TestSession.in(folder);
    new Verify(CLOCK).run(options, asJson);

    assertThat(forPeople.result(), startsWith("needs_work (severity critical, confidence medium"));
    assertThat(
        forPeople.result().lines().toList(),
        hasItem(startsWith("Quality     0.500   0.250  -0.250")));
    assertThat(asJson.result().getBytes(UTF_8), equalTo(file(Handoff.SUMMARY)));
  }

  @Test
  void holdsASummaryAgainstItsSchema() throws IOException {
    verify("worse");
    byte[] summary = file(Handoff.SUMMARY);
    SummarySchema.require(summary);

    for (String name : List.of("regressions", "loop_decision", "next_steps")) {
      ObjectNode broken = (ObjectNode) JSON.readTree(summary);
      broken.remove(name);
      byte[] bytes = JSON.writeValueAsBytes(broken);
      IllegalStateException refused =
          assertThrows(IllegalStateException.class, () -> SummarySchema.require(bytes));
      assertThat(refused.getMessage(), containsString(name));
    }
  }

  @Test
  void refusesWhatCannotBeMeant() {
    assertThat(refusal("first"), containsString("the same experiment"));
    options.setMinDelta(0.1);
    assertThat(refusal("worse"), is("--min-delta needs --score"));
    options.setScore("Quality");
    options.setMinDelta(5.0);
    assertThat(refusal("worse"), is("--min-delta must be 0 to 1, got 5.0"));
    options.setMinDelta(null);
    options.setOutputDir("pom.xml");
    assertThat(refusal("worse"), is("--output-dir pom.xml: is no folder"));
    options.setGoal(" ");
    assertThat(refusal("worse"), containsString("--goal is empty"));
  }

  private String refusal(String experiment) {
    return String.valueOf(
        assertThrows(UsageException.class, () -> verify(experiment)).getMessage());
  }
}
