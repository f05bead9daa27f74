package org.braintrustbeam.io.braintrust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.braintrustbeam.io.braintrust.FakeService.answering;
import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.braintrustbeam.io.braintrust.FakeService.status;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.braintrustbeam.io.braintrust.HttpCall.Lane;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.http.SafeUrl;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhereTheKeyGoesTest {
  private static final String PAGE =
      "{\"data\":[{\"id\":\"r1\",\"_xact_id\":\"7\"}],\"cursor\":null}";

  private static Buffer gzip(String text) throws IOException {
    Buffer packed = new Buffer();
    try (GZIPOutputStream out = new GZIPOutputStream(packed.outputStream())) {
      out.write(text.getBytes(UTF_8));
    }
    return packed;
  }

  private static Page query(BraintrustClient client) {
    return client
        .api(new Tally())
        .query("SELECT 1", null, "", Patience.FULL, reply -> PageScanner.scan("t", "d", reply));
  }

  @Test
  void followsALargeAnswerWithoutTheKey() throws IOException {
    MockResponse packed = new MockResponse.Builder().body(gzip(PAGE)).build();
    try (FakeService store = answering(packed);
        FakeService service =
            answering(
                new MockResponse.Builder()
                    .code(303)
                    .addHeader("Location", store.url() + "object.json.gz?X-Signature=secret")
                    .addHeader("x-bt-cursor", "ah10+/AA")
                    .build())) {
      Page page = query(service.client());

      assertThat(page.rows(), hasSize(1));
      assertThat(page.cursor(), equalTo("ah10+/AA"));
      assertThat(store.requests, hasSize(1));
      assertThat(store.requests.get(0).getMethod(), equalTo("GET"));
      assertThat(store.requests.get(0).getHeaders().get("Authorization"), nullValue());
      assertThat(store.requests.get(0).getHeaders().get("x-bt-org-name"), nullValue());
    }
  }

  @Test
  void repeatsTheRequestWhenTheObjectStoreRefuses() {
    try (FakeService store = answering(status(403, "expired"), ok(PAGE));
        FakeService service =
            answering(
                new MockResponse.Builder()
                    .code(303)
                    .addHeader("Location", store.url().toString())
                    .build())) {
      assertThat(query(service.client()).rows(), hasSize(1));

      assertThat(service.requests, hasSize(2));
    }
  }

  @Test
  void followsNoPlainHttpOffThisMachine() {
    try (FakeService service =
        answering(
            new MockResponse.Builder()
                .code(303)
                .addHeader("Location", "http://store.example/object")
                .build())) {
      BraintrustException e =
          assertThrows(BraintrustException.class, () -> query(service.client()));

      assertThat(e.getMessage(), containsString("no https address"));
    }
  }

  @Test
  void aHostElsewhereDoesNotLeadToThisMachine() {
    HttpUrl here = HttpUrl.get("http://127.0.0.1:9/");
    HttpUrl there = HttpUrl.get("https://api.example/");

    assertThat(SafeUrl.mayLeadTo(there, here), equalTo(false));
    assertThat(SafeUrl.mayLeadTo(here, here), equalTo(true));
    assertThat(SafeUrl.mayLeadTo(here, there), equalTo(true));
  }

  @Test
  void anOrganisationMayHaveAnyName() {
    try (FakeService service = answering(ok(PAGE))) {
      URI url = service.url().uri();
      ConnectionSettings settings =
          new ConnectionSettings(
              url,
              url,
              false,
              "Zoë & Söhne\n",
              null,
              ReadMode.QUERY,
              1,
              1,
              0,
              0,
              Duration.ofSeconds(5));

      assertThat(query(BraintrustClient.create(settings, FakeService.FAST)).rows(), hasSize(1));

      assertThat(service.requests.get(0).getHeaders().get("x-bt-org-name"), equalTo("Zoë & Söhne"));
    }
  }

  @Test
  void sendsNothingOverPlainHttpOffThisMachine() {
    ApiKey.use("sk-test-key");
    BraintrustClient client =
        BraintrustClient.create(
            FakeService.settings(URI.create("http://api.example"), ReadMode.QUERY),
            FakeService.FAST);

    BraintrustException e = assertThrows(BraintrustException.class, () -> query(client));

    assertThat(e.getMessage(), allOf(containsString("plain http"), containsString("api.example")));
  }

  @Test
  void doesNotFollowAnUnknownHostToAnotherPlane() {
    try (FakeService other = answering(ok(PAGE));
        FakeService service =
            answering(
                status(421, "{\"Message\":\"moved\",\"RedirectUrl\":\"" + other.url() + "\"}"))) {
      BraintrustException e =
          assertThrows(BraintrustException.class, () -> query(service.client()));

      assertThat(e.getMessage(), allOf(containsString("421"), containsString("--api-url")));
      assertThat(other.requests, empty());
    }
  }

  @Test
  void followsTheServiceToAPlaneOfItsOwn() {
    ConnectionSettings settings =
        FakeService.settings(URI.create("https://api.braintrust.dev"), ReadMode.QUERY);
    String moved = "{\"RedirectUrl\":\"https://api-eu.braintrust.dev\"}";
    Transport transport =
        call ->
            call.url().host().equals("api-eu.braintrust.dev")
                ? new HttpReply(200, null, null, RawJson.of(PAGE).bytes())
                : new HttpReply(421, null, null, RawJson.of(moved).bytes());
    BraintrustClient client = new BraintrustClient(settings, transport, FakeService.FAST);

    assertThat(query(client).rows(), hasSize(1));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example,true",
    "http://localhost:8400,true",
    "http://127.0.0.1:8400,true",
    "http://[::1]:8400,true",
    "http://127.0.0.1@api.example,false",
    "http://127.0.0.1.example,false",
    "http://localhost.example,false",
    "http://0.0.0.0,false",
    "http://api.braintrust.dev,false"
  })
  void knowsWhatIsThisMachine(String url, boolean mayCarryKey) {
    assertThat(SafeUrl.mayCarryKey(HttpUrl.get(url)), equalTo(mayCarryKey));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api-eu.braintrust.dev,true",
    "https://api.braintrustdata.com,true",
    "http://api.braintrust.dev,false",
    "https://evilbraintrust.dev,false",
    "https://braintrust.dev.example,false"
  })
  void knowsTheVendorsHosts(String url, boolean trusted) {
    assertThat(SafeUrl.isBraintrust(HttpUrl.get(url)), equalTo(trusted));
  }

  @Test
  void showsAWrongKeyToNobody() {
    try (FakeService service = answering(ok(PAGE))) {
      ApiKey.use("sk-first\nsecond");

      BraintrustException e =
          assertThrows(BraintrustException.class, () -> query(service.client()));

      assertThat(e.getMessage(), equalTo("the API key holds a character that no header can carry"));
    } finally {
      ApiKey.use("sk-test-key");
    }
  }

  @Test
  void showsHostAndPathOfARequestOnly() {
    HttpUrl url = HttpUrl.get("https://u:p@api.example:8443/v1/dataset?x=secret");
    HttpCall call = new HttpCall(url, null, Lane.READ, "dataset d", Patience.FULL);

    assertThat(call.where(), equalTo("api.example:8443/v1/dataset (dataset d)"));
  }
}
