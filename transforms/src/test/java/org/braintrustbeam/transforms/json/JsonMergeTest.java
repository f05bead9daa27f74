package org.braintrustbeam.transforms.json;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.Set;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonMergeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1.50,\"b\":{\"c\":1}}|{\"b\":{\"d\":2}}|{\"a\":1.50,\"b\":{\"c\":1,\"d\":2}}",
        "{\"a\":[1,2]}|{\"a\":[3]}|{\"a\":[3]}",
        "{\"a\":1}|{\"a\":null}|{\"a\":null}",
        "null|{\"a\":1}|{\"a\":1}",
        "{\"a\":1}|\"x\"|\"x\"",
        "{\"a\":1}|{}|{\"a\":1}"
      })
  void mergesObjectsDeeplyAndReplacesTheRest(String current, String change, String merged) {
    assertThat(JsonMerge.merge(RawJson.of(current), RawJson.of(change)).toString(), is(merged));
  }

  @Test
  void restrictsToNames() {
    RawJson object = RawJson.of("{\"a\":1,\"b\":2,\"c\":3}");

    assertThat(
        JsonMerge.restrict(object, Set.of("c", "a", "x")).toString(), is("{\"a\":1,\"c\":3}"));
    assertThat(JsonMerge.restrict(RawJson.NULL, Set.of("a")).toString(), is("{}"));
  }

  @Test
  void printsNamesAndTextThatNeedEscapes() {
    assertThat(JsonMerge.string("a\"\\\n").toString(), is("\"a\\\"\\\\\\n\""));
    assertThat(JsonMerge.string("ż🛫\ud83d").text(), is("ż🛫\ud83d"));
  }
}
