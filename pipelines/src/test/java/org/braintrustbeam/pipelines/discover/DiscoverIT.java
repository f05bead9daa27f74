package org.braintrustbeam.pipelines.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.HurriedClient;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.Connections;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.pipelines.command.UsageException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code discover} against the emulator, by both ways of counting. */
@Timeout(60)
class DiscoverIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static LocalBraintrust server;

  @BeforeAll
  static void start() {
    server = new LocalBraintrust();
    String project = server.project("shop");
    PlantedLogs.insert(server, project);
    server.insert(
        "dataset",
        server.dataset(project, "truth"),
        "{\"id\":\"d1\",\"input\":\"short\",\"metadata\":{\"region\":\"r0\",\"Issues\":\"late\"}}",
        "{\"id\":\"d2\",\"input\":\"short\",\"metadata\":{\"region\":\"r9\",\"Topic\":\"Refunds\"}}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static DiscoverOptions options() {
    DiscoverOptions options = TestSession.options(DiscoverOptions.class, server);
    options.setProject("shop");
    options.setUntil(PlantedLogs.UNTIL.toString());
    return options;
  }

  private static JsonNode json(DiscoverOptions options) throws IOException {
    options.setJson(true);
    TestSession session = TestSession.in(folder);
    assertThat(new Discover().run(options, session), is(ExitCode.DONE));
    return JSON.readTree(session.result());
  }

  private static List<String> named(JsonNode rows) {
    List<String> names = new ArrayList<>();
    rows.forEach(row -> names.add(row.get("name").asText() + "=" + row.get("value").asText()));
    return names;
  }

  @Test
  void findsWhatWasPlantedByBothWays() throws IOException {
    DiscoverOptions byScan = options();
    byScan.setDataset("truth");
    JsonNode scanned = json(byScan);
    DiscoverOptions byQueries = options();
    byQueries.setDataset("truth");
    byQueries.setPushDown(true);
    server.takeRequests();
    JsonNode counted = json(byQueries);

    assertThat(server.takeRequests(), is(lessThan(90L)));
    assertThat(
        named(scanned.at("/cohorts/failing")), containsInAnyOrder("Issues=late", "region=r3"));
    assertThat(scanned.at("/cohorts/failing/1/examples").size(), is(3));
    assertThat(certainChanges(scanned), hasItem("traces"));
    assertThat(scanned.at("/changes/points/0/certain").asBoolean(), is(true));
    assertThat(scanned.at("/window/hours").asInt(), is(24));
    JsonNode score = scanned.at("/scores/scores/0");
    assertThat(sum(score.get("histogram")), is(score.get("count").asInt()));
    assertThat(score.at("/histogram/2").asInt(), is(greaterThan(0))); // 0.25 is what fails
    assertThat(scanned.at("/traffic/traces/count").asInt(), is(PlantedLogs.TRACES));
    assertThat(scanned.at("/coverage/records").asInt(), is(2));
    assertThat(named(scanned.at("/coverage/missing")), is(not(List.of())));
    assertThat(leftOut(scanned, "request"), is(PlantedLogs.TRACES));
    assertThat(gap(scanned, "uncaught"), is(greaterThan(0)));
    assertSame(scanned, counted, "");
  }

  /** Spans are read, and the schema and examples asked for. */
  @Test
  void disturbedRequestsChangeNothing() throws IOException {
    DiscoverOptions options = options();
    options.setDataset("truth");
    JsonNode calm = json(options);
    options.setMaxRetries(8);
    HurriedClient.use(Connections.of(options), 100);
    server.disturb();
    JsonNode disturbed = json(options);

    assertThat(server.calm(), is(greaterThan(3L)));
    assertThat(disturbed, is(calm));
  }

  private static int sum(JsonNode numbers) {
    int sum = 0;
    for (JsonNode number : numbers) {
      sum += number.asInt();
    }
    return sum;
  }

  private static List<String> certainChanges(JsonNode findings) {
    List<String> kinds = new ArrayList<>();
    for (JsonNode row : findings.at("/changes/rows")) {
      if (row.get("certain").asBoolean()) {
        kinds.add(row.get("kind").asText());
      }
    }
    return kinds;
  }

  private static int leftOut(JsonNode findings, String name) {
    for (JsonNode row : findings.at("/cohorts/left_out")) {
      if (row.get("name").asText().equals(name)) {
        return row.get("values").asInt();
      }
    }
    return 0;
  }

  private static int gap(JsonNode findings, String name) {
    for (JsonNode row : findings.at("/measurement_gaps")) {
      if (row.get("name").asText().equals(name)) {
        return row.get("traces").asInt();
      }
    }
    return 0;
  }

  /** Percentiles of the sketch are at most 1 % off, everything else is the same. */
  private static void assertSame(JsonNode scanned, JsonNode counted, String at) {
    if (at.endsWith("/percentiles")) {
      assertThat(at, counted.size(), is(scanned.size()));
      scanned
          .properties()
          .forEach(
              one -> {
                double exact = counted.get(one.getKey()).asDouble();
                assertThat(
                    at, one.getValue().asDouble(), is(closeTo(exact, 0.0101 * exact + 1e-6)));
              });
    } else if (scanned instanceof ObjectNode object) {
      assertThat(at, counted.size(), is(object.size()));
      object
          .properties()
          .forEach(
              one ->
                  assertSame(one.getValue(), counted.path(one.getKey()), at + "/" + one.getKey()));
    } else if (scanned.isArray()) {
      assertThat(at + counted, counted.size(), is(scanned.size()));
      for (int i = 0; i < scanned.size(); i++) {
        assertSame(scanned.get(i), counted.get(i), at + "/" + i);
      }
    } else {
      assertThat(at, counted, is(scanned));
    }
  }

  /** What stands beside a figure can be typed, and gives it. */
  @Test
  void everyQueryGivesItsFigure() throws IOException {
    DiscoverOptions options = options();
    options.setPushDown(true);
    JsonNode findings = json(options);
    BraintrustClient client = BraintrustClient.of(Connections.of(options));

    JsonNode cohort = findings.at("/cohorts/failing/0");
    assertThat(
        number(client, cohort.get("query").asText(), "failing"),
        is(cohort.get("failing").asLong()));
    for (JsonNode gap : findings.get("measurement_gaps")) {
      assertThat(number(client, gap.get("query").asText(), "n"), is(gap.get("traces").asLong()));
    }
    List<String> queries = findings.findValuesAsText("query");
    for (JsonNode several : findings.findValues("queries")) {
      several.forEach(query -> queries.add(query.asText()));
    }
    assertThat(queries.size(), is(greaterThan(25)));
    for (String query : queries) {
      client.answer(query, "test"); // an error would be one of ours
    }
  }

  private static long number(BraintrustClient client, String sql, String column) {
    RawJson row = client.answer(sql, "test").get(0);
    return Long.parseLong(row.field(column).toString());
  }

  @Test
  void writesTheFindingsForPeopleAndForPrograms() throws IOException {
    DiscoverOptions options = options();
    options.setPushDown(true);
    options.setWindow("24h");
    options.setScore(List.of("Answer ok"));
    Path out = folder.resolve("findings");
    options.setOutputDir(out.toString());
    options.setReport(folder.resolve("report.html").toString());
    TestSession session = TestSession.in(folder);

    new Discover().run(options, session);

    assertThat(session.result(), is(Files.readString(out.resolve("findings.md"))));
    assertThat(session.result(), containsString("\n- metadata `region` = `r3`: "));
    assertThat(session.result(), containsString("object_type=project_logs"));
    JsonNode json = JSON.readTree(out.resolve("discover.json").toFile());
    assertThat(json.at("/failure/scores").size(), is(1));
    assertThat(json.at("/cohorts/failing/0/examples/0/input").asText(), containsString("word "));
    assertThat(
        Files.readString(folder.resolve("report.html")),
        containsString("<title>shop – Findings in production</title>"));
  }

  @Test
  void anEmptyProjectHasCaveatsAndNoFindings() throws IOException {
    server.project("empty");
    DiscoverOptions options = options();
    options.setProject("empty");

    JsonNode findings = json(options);

    assertThat(findings.at("/confidence").asText(), is("low"));
    assertThat(findings.at("/window/tried").size(), is(3));
    assertThat(findings.at("/cohorts/looked_at").asInt(), is(0));
    assertThat(findings.at("/caveats").size(), is(greaterThan(2)));
  }

  @Test
  void saysWhichScoresThereAre() {
    DiscoverOptions options = options();
    options.setScore(List.of("Exact"));

    BraintrustException error =
        assertThrows(
            BraintrustException.class, () -> new Discover().run(options, TestSession.in(folder)));

    assertThat(
        error.getMessage(), is("no score 'Exact' in the window; there are: Answer ok, Tone"));
  }

  @Test
  void refusesWrongFlagsBeforeAnyRequest() throws IOException {
    server.takeRequests();

    assertThat(refusal(options -> options.setWindow("7")), containsString("--window must be"));
    assertThat(refusal(options -> options.setWindow("31d")), containsString("1h to 30d"));
    assertThat(refusal(options -> options.setUntil("noon")), containsString("--until must be"));
    assertThat(
        refusal(options -> options.setSignificance(0)), containsString("--significance must"));
    assertThat(refusal(options -> options.setReadMode("fetch")), containsString("--read-mode"));
    assertThat(refusal(options -> options.setProject(null)), containsString("needs --project"));
    assertThat(server.takeRequests(), is(0L));
  }

  private static String refusal(Consumer<DiscoverOptions> change) {
    DiscoverOptions options = options();
    change.accept(options);
    UsageException refused =
        assertThrows(
            UsageException.class, () -> new Discover().run(options, TestSession.in(folder)));
    return String.valueOf(refused.getMessage());
  }
}
