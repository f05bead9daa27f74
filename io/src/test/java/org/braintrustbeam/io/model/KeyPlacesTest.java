package org.braintrustbeam.io.model;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.http.Secrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPlacesTest {
  private static final String OWN = "FACET_OPTIMIZER_LABEL_API_KEY";

  @TempDir private Path folder;
  private @Nullable String braintrustKeyBefore;

  @BeforeEach
  void set() {
    braintrustKeyBefore = Secrets.get("BRAINTRUST_API_KEY");
    Secrets.set("OPENAI_API_KEY", "key-of-openai");
    Secrets.set("BRAINTRUST_API_KEY", "key-of-braintrust");
  }

  @AfterEach
  void forget() {
    Secrets.set("OPENAI_API_KEY", null);
    Secrets.set("BRAINTRUST_API_KEY", braintrustKeyBefore);
    Secrets.set(OWN, null);
  }

  private static KeyPlaces places(@Nullable String file) {
    return new KeyPlaces(
        KeyPlaces.labelling(), file, "--ground-truth-api-key-file", "plane.example");
  }

  private static String find(KeyPlaces places, String url) {
    return places.find(HttpUrl.get(url), false);
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1,key-of-openai",
    "https://api.braintrust.dev/v1/proxy,key-of-braintrust",
    "https://api-eu.braintrust.dev/v1/proxy,key-of-braintrust",
    "https://braintrustproxy.com/v1,key-of-braintrust",
    "https://plane.example/v1/proxy,key-of-braintrust",
    "http://127.0.0.1:8400/v1/proxy,key-of-openai"
  })
  void aKeyForSomethingElseGoesToItsOwnServiceAndThisMachine(String url, String key) {
    assertThat(find(places(null), url), equalTo(key));
  }

  @ParameterizedTest
  @CsvSource({
    "https://llm.example/v1",
    "https://api.openai.com.example/v1",
    "https://notbraintrust.dev/v1",
    "https://other.plane.example/v1",
    "https://xbraintrustproxy.com/v1"
  })
  void aKeyForSomethingElseGoesToNoOtherHost(String url) {
    BraintrustException e = assertThrows(BraintrustException.class, () -> find(places(null), url));

    assertThat(
        e.getMessage(),
        allOf(
            containsString("meant for another service: OPENAI_API_KEY, BRAINTRUST_API_KEY)"),
            containsString("FACET_OPTIMIZER_GROUND_TRUTH_API_KEY"),
            not(containsString("key-of"))));
  }

  @Test
  void aKeyForThisPurposeGoesWhereTheUserSays() {
    Secrets.set(OWN, " key-of-labels \n");

    assertThat(find(places(null), "https://llm.example/v1"), equalTo("key-of-labels"));
    assertThat(find(places(null), "https://api.openai.com/v1"), equalTo("key-of-labels"));
  }

  @Test
  void anEmptyVariableIsNone() {
    Secrets.set(OWN, " ");

    assertThat(find(places(null), "https://api.openai.com/v1"), equalTo("key-of-openai"));
  }

  @Test
  void aFileGoesBeforeAllVariables() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "key-of-file\n");

    assertThat(find(places(file.toString()), "https://llm.example/v1"), equalTo("key-of-file"));
  }

  @Test
  void saysWhichFileCannotBeReadOnAWorker() {
    KeyPlaces places = places(folder.resolve("none").toString());

    BraintrustException e =
        assertThrows(
            BraintrustException.class, () -> places.find(HttpUrl.get("https://llm.example"), true));

    assertThat(
        e.getMessage(),
        allOf(containsString("--ground-truth-api-key-file"), containsString("on a worker")));
  }

  @Test
  void showsAWrongKeyToNobody() {
    Secrets.set(OWN, "key-of\nlabels");

    BraintrustException e =
        assertThrows(BraintrustException.class, () -> find(places(null), "https://llm.example"));

    assertThat(
        e.getMessage(),
        equalTo("the API key in " + OWN + " holds a character that no header can carry"));
  }

  @Test
  void needsAPlace() {
    assertThrows(
        IllegalArgumentException.class, () -> new KeyPlaces(List.of(), null, "--file", null));
  }
}
