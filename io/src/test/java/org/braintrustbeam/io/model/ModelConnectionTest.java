package org.braintrustbeam.io.model;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Duration;
import org.braintrustbeam.io.http.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelConnectionTest {
  private static ModelConnection to(String base) {
    return FakeModels.connection(URI.create(base));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.braintrust.dev/v1/proxy,https://api.braintrust.dev/v1/proxy/chat/completions",
    "https://api.braintrust.dev/v1/proxy/,https://api.braintrust.dev/v1/proxy/chat/completions",
    "https://llm.example,https://llm.example/chat/completions",
    "https://llm.example/v1?api-version=2,https://llm.example/v1/chat/completions?api-version=2"
  })
  void completesChatsBehindTheBase(String base, String url) {
    assertThat(to(base).url().toString(), equalTo(url));
  }

  @ParameterizedTest
  @CsvSource({
    "http://llm.example/v1,must be https",
    "ftp://llm.example/v1,must be an http",
    "https://user:secret@llm.example/v1,without a user's name"
  })
  void refusesAnAddressThatTheKeyMayNotGoTo(String base, String why) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> to(base));

    assertThat(e.getMessage(), containsString(why));
    assertThat(e.getMessage(), containsString("--base"));
    assertThat(e.getMessage(), not(containsString("secret")));
  }

  @Test
  void showsNoQueryOfTheAddress() {
    ModelConnection connection = to("https://llm.example:8443/v1?key=secret");

    assertThat(connection.where(), equalTo("llm.example:8443/v1/chat/completions"));
    assertThat(connection.toString(), not(containsString("secret")));
  }

  @ParameterizedTest
  @CsvSource({"0,0,1,1", "4097,0,1,1", "1,-1,1,1", "1,0,-1,1", "1,0,1,0"})
  void refusesLimitsOutOfRange(int inFlight, int aMinute, int retries, int seconds) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            to("https://llm.example")
                .withLimits(inFlight, aMinute)
                .withPatience(retries, Duration.ofSeconds(seconds)));
  }

  @Test
  void eachProcessHasItsShareOfTheRequestsInFlight() {
    ModelConnection connection = to("https://llm.example").withLimits(10, 6);

    assertThat(connection.sharedBy(new Workers(4, "folder")).atOnce(), equalTo(2));
    assertThat(connection.mostWorkers(), equalTo(6));
    assertThrows(
        IllegalArgumentException.class, () -> connection.sharedBy(new Workers(7, "folder")));
  }
}
