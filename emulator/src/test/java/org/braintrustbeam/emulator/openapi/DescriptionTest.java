package org.braintrustbeam.emulator.openapi;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.braintrustbeam.emulator.Emulator;
import org.braintrustbeam.emulator.demo.DemoData;
import org.braintrustbeam.emulator.http.Exchange;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The description finds what deviates, and what is known to deviate still does. */
class DescriptionTest {
  private static final String ID = "00000000-0000-4000-8000-000000000001";

  private Optional<Description> found = Optional.empty();

  @BeforeEach
  void findDescription() {
    found = Description.find();
    Assumptions.assumeTrue(
        found.isPresent(), "no copy of the description lies beside the checkout");
  }

  @Test
  void anAnswerThatLacksSomethingIsFound() {
    assertThat(
        deviations("GET", "/v1/project/" + ID, Set.of(), "", "{\"id\":\"" + ID + "\"}").toString(),
        containsString("GET /v1/project/{project_id} answer : required property 'name' not found"));
  }

  @Test
  void anAnswerWithAValueOfTheWrongTypeIsFoundDeepInside() {
    String answer =
        "{\"events\":[{\"id\":7,\"_xact_id\":\"1\",\"created\":\"2026-06-01T12:00:00Z\","
            + "\"project_id\":\"%1$s\",\"dataset_id\":\"%1$s\",\"span_id\":\"s\",".formatted(ID)
            + "\"root_span_id\":\"s\"}]}";
    assertThat(
        deviations("GET", "/v1/dataset/" + ID + "/fetch", Set.of("limit"), "", answer),
        contains(
            "GET /v1/dataset/{dataset_id}/fetch answer /events/0/id: integer found, string"
                + " expected"));
  }

  @Test
  void aRequestAndItsParametersAreHeldAgainstTheDescription() {
    assertThat(
        deviations("GET", "/v1/project", Set.of("limit", "colour"), "", "{\"objects\":[]}"),
        contains("GET /v1/project parameter colour: not described"));
    assertThat(
        deviations(
                "POST",
                "/v1/dataset/" + ID + "/insert",
                Set.of(),
                "{\"events\":{}}",
                "{\"row_ids\":[]}")
            .toString(),
        containsString("request /events: object found, array expected"));
    assertThat(
        deviations("GET", "/v1/nothing/" + ID, Set.of(), "", ""),
        contains("GET /v1/nothing/{id} is not described"));
    assertThat(deviations("POST", "/btql", Set.of(), "{}", "{}"), is(empty()));
  }

  @Test
  void eachKnownDeviationStillOccurs() throws IOException, InterruptedException {
    List<Exchange> seen = new CopyOnWriteArrayList<>();
    try (Emulator emulator = Emulator.builder().seedDemo(true).exchanges(seen::add).start()) {
      String dataset = "/v1/dataset/" + DemoData.GOLDEN;
      send(emulator, "GET", dataset + "/fetch?cursor=", "");
      send(emulator, "POST", dataset + "/restore/preview", "{\"version\":\"1\"}");
      send(emulator, "GET", "/v1/dataset_snapshot?dataset_id=" + DemoData.GOLDEN, "");
      send(emulator, "GET", "/v1/function?function_type=facet", "");
      send(emulator, "GET", "/v1/proxy/models", "");
      send(
          emulator,
          "POST",
          "/v1/experiment/" + DemoData.PROMPT_V2 + "/insert",
          "{\"events\":[{\"scores\":{\"a\":2}}]}");
    }

    Set<KnownDeviation> needed = new HashSet<>();
    seen.stream()
        .flatMap(exchange -> found.orElseThrow().deviations(exchange).stream())
        .forEach(deviation -> KnownDeviation.find(deviation).ifPresent(needed::add));
    assertThat(needed, equalTo(Set.copyOf(KnownDeviation.ALL)));
  }

  private Set<String> deviations(
      String method, String path, Set<String> parameters, String request, String answer) {
    return found
        .orElseThrow()
        .deviations(new Exchange(method, path, parameters, request, 200, answer));
  }

  private static void send(Emulator emulator, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(emulator.url() + path))
            .header("Authorization", "Bearer k")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.body(), answer.statusCode(), is(200));
  }
}
