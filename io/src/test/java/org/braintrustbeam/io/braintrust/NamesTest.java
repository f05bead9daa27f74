package org.braintrustbeam.io.braintrust;

import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.braintrustbeam.io.braintrust.FakeService.status;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamesTest {
  private static final String ID = "9c3a7f10-0c55-4a0e-8f1d-1d6c1b1f0001";
  private static final String GONE = "9c3a7f10-0c55-4a0e-8f1d-1d6c1b1f0002";
  private static final String GOLD = dataset("d-1", "gold / set+1", "p-1");

  private static String dataset(String id, String name, String project) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"project_id\":\"%s\",\"deleted_at\":null}"
        .formatted(id, name, project);
  }

  private static String objects(String... objects) {
    return "{\"objects\":[" + String.join(",", objects) + "]}";
  }

  /** Answers by path and the name that is asked for. */
  private static MockResponse answer(RecordedRequest request) {
    Map<String, String> byPath =
        Map.of(
            "/v1/dataset/" + ID,
            dataset(ID, "by id", "p-1"),
            "/v1/project/p-1",
            "{\"id\":\"p-1\",\"name\":\"demo\"}",
            "/v1/project/p-2",
            "{\"id\":\"p-2\",\"name\":\"other\"}");
    String path = request.getUrl().encodedPath();
    String name = request.getUrl().queryParameter("dataset_name");
    String project = request.getUrl().queryParameter("project_name");
    if (byPath.containsKey(path)) {
      return ok(byPath.getOrDefault(path, ""));
    }
    if (path.equals("/v1/dataset/" + GONE)) {
      return status(403, "{\"Message\":\"no such object\"}");
    }
    if (path.equals("/v1/project")) {
      return ok("demo".equals(project) ? objects("{\"id\":\"p-1\",\"name\":\"demo\"}") : objects());
    }
    if ("twice".equals(name)) {
      boolean all = request.getUrl().queryParameter("project_id") == null;
      String one = dataset("d-2", "twice", "p-1");
      return ok(all ? objects(one, dataset("d-3", "twice", "p-2")) : objects(one));
    }
    return ok("gold / set+1".equals(name) ? objects(GOLD) : objects());
  }

  private static NamedObject find(String idOrName, @Nullable String project) {
    try (FakeService service = new FakeService(NamesTest::answer)) {
      return service.client().find(ObjectType.DATASET, idOrName, project);
    }
  }

  private static String message(String idOrName, @Nullable String project) {
    return String.valueOf(
        assertThrows(BraintrustException.class, () -> find(idOrName, project)).getMessage());
  }

  @Test
  void asksForTheProjectAndTheDatasetAtTheSameTime() {
    CountDownLatch listed = new CountDownLatch(1);
    Function<RecordedRequest, MockResponse> projectLast =
        request -> {
          boolean isProject = request.getUrl().encodedPath().equals("/v1/project");
          if (!isProject) {
            listed.countDown();
          }
          return isProject && !arrived(listed) ? ok(objects()) : answer(request);
        };
    try (FakeService service = new FakeService(projectLast)) {
      NamedObject found = service.client().find(ObjectType.DATASET, "gold / set+1", "demo");

      assertThat(found.id(), equalTo("d-1"));
    }
  }

  private static boolean arrived(CountDownLatch latch) {
    try {
      return latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void findsByIdAndByName() {
    assertThat(find(ID, null), equalTo(new NamedObject(ObjectType.DATASET, ID, "by id", "p-1")));
    assertThat(find("gold / set+1", null).id(), equalTo("d-1"));
    assertThat(find("gold / set+1", "demo").id(), equalTo("d-1"));
    assertThat(find("twice", "demo").id(), equalTo("d-2"));
  }

  @Test
  void saysWhatIsNotThere() {
    assertThat(message("silver", "demo"), equalTo("no dataset 'silver' in project 'demo'"));
    assertThat(message("silver", null), equalTo("no dataset 'silver'"));
    assertThat(message(GONE, null), equalTo("no dataset '" + GONE + "'"));
    assertThat(message("silver", "nowhere"), equalTo("no project 'nowhere'"));
  }

  @Test
  void listsTheCandidatesOfANameThatMatchesSeveral() {
    assertThat(
        message("twice", null),
        allOf(
            containsString("2 match dataset 'twice'"),
            containsString("--project"),
            containsString("demo: d-2, other: d-3")));
  }

  @Test
  void makesWhatIsNotThere() {
    try (FakeService service =
        new FakeService(
            request ->
                ok(
                    request.getUrl().encodedPath().equals("/v1/project")
                        ? "{\"id\":\"p-9\",\"name\":\"demo\"}"
                        : dataset("d-9", "new", "p-9")))) {
      BraintrustClient client = service.client();

      assertThat(client.getOrCreateProject("demo"), equalTo("p-9"));
      assertThat(client.getOrCreateDataset("p-9", "new").id(), equalTo("d-9"));

      assertThat(
          FakeService.body(service.requests.get(0)),
          equalTo("{\"name\":\"demo\",\"org_name\":\"acme\"}"));
      assertThat(
          FakeService.body(service.requests.get(1)),
          equalTo("{\"project_id\":\"p-9\",\"name\":\"new\"}"));
    }
  }

  @Test
  void aLinkHasItsSegmentsEncoded() {
    try (FakeService service = new FakeService(NamesTest::answer)) {
      NamedObject dataset = new NamedObject(ObjectType.DATASET, "d-1", "a / b#?", "p-1");

      assertThat(
          service.client().datasetUrl(dataset),
          equalTo(service.url() + "app/acme/p/demo/datasets/a%20%2F%20b%23%3F"));
    }
  }

  private static ConnectionSettings logInAt(FakeService app, @Nullable String org) {
    URI url = app.url().uri();
    return new ConnectionSettings(
        null, url, true, org, null, ReadMode.QUERY, 4, 2, 0, 0, Duration.ofSeconds(10));
  }

  private static String login(String... orgs) {
    StringBuilder list = new StringBuilder();
    for (String org : orgs) {
      list.append(list.isEmpty() ? "" : ",").append(org);
    }
    return "{\"org_info\":[" + list + "]}";
  }

  private static String org(String name, FakeService plane) {
    return "{\"name\":\"%s\",\"api_url\":\"%s\"}".formatted(name, plane.url());
  }

  @Test
  void theLoginNamesTheDataPlane() {
    try (FakeService plane = new FakeService(NamesTest::answer);
        FakeService app = FakeService.answering(ok(login(org("acme", plane))))) {
      BraintrustClient client = BraintrustClient.create(logInAt(app, null), FakeService.FAST);

      assertThat(client.findProject("demo"), equalTo("p-1"));
      assertThat(client.findProject("demo"), equalTo("p-1"));

      assertThat(app.requests, hasSize(1));
      assertThat(app.requests.get(0).getUrl().encodedPath(), equalTo("/api/apikey/login"));
      assertThat(plane.requests, hasSize(2));
    }
  }

  @Test
  void severalOrganisationsAreAChoiceToMake() {
    try (FakeService plane = new FakeService(NamesTest::answer);
        FakeService app =
            FakeService.answering(ok(login(org("acme", plane), org("umbrella", plane))))) {
      assertThat(
          BraintrustClient.create(logInAt(app, "umbrella"), FakeService.FAST).findProject("demo"),
          equalTo("p-1"));
      BraintrustClient any = BraintrustClient.create(logInAt(app, null), FakeService.FAST);
      BraintrustClient other = BraintrustClient.create(logInAt(app, "x"), FakeService.FAST);

      assertThat(
          assertThrows(BraintrustException.class, () -> any.findProject("demo")).getMessage(),
          allOf(containsString("--org"), containsString("acme, umbrella")));
      assertThat(
          assertThrows(BraintrustException.class, () -> other.findProject("demo")).getMessage(),
          allOf(containsString("no organisation 'x'"), containsString("acme, umbrella")));
    }
  }

  @Test
  void aLinkIsNotWorthAFailureUnlessTheKeyIsRefused() {
    NamedObject dataset = new NamedObject(ObjectType.DATASET, "d-1", "gold", "p-1");
    for (int status : new int[] {404, 500, 401}) {
      try (FakeService service = FakeService.answering(status(status, "{}"))) {
        URI url = service.url().uri();
        BraintrustClient client =
            BraintrustClient.create(
                new ConnectionSettings(
                    url, url, false, null, null, ReadMode.QUERY, 4, 2, 0, 6, Duration.ofSeconds(9)),
                FakeService.FAST);
        if (status == 401) {
          assertThrows(BraintrustException.class, () -> client.datasetUrl(dataset));
        } else {
          assertThat(client.datasetUrl(dataset), nullValue());
        }
        assertThat(service.requests, hasSize(1));
      }
    }
  }
}
