package org.braintrustbeam.transforms.keys;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import org.apache.beam.sdk.testing.CoderProperties;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;

class InputKeyTest {
  @Test
  void isTheSameForTheSameValue() {
    assertThat(
        InputKey.of(RawJson.of("{\"q\":1.0,\"r\":\"x\"}")),
        equalTo(InputKey.of(RawJson.of("{\"r\":\"x\",\"q\":1}"))));
    assertThat(InputKey.of(RawJson.of("1")), not(equalTo(InputKey.of(RawJson.of("2")))));
  }

  @Test
  void isTheSha256OfTheCanonicalFormOnEveryMachine() {
    // printf n | sha256sum
    assertThat(
        InputKey.of(RawJson.NULL).toString(),
        is("1b16b1df538ba12dc3f97edbb85caa7050d46c148134290feba80f8236c83db9"));
  }

  @Test
  void readsItsOwnTextAndNoOther() {
    InputKey key = InputKey.of(RawJson.of("\"x\""));

    assertThat(InputKey.parse(key.toString()), equalTo(key));
    assertThat(InputKey.parse("x".repeat(64)), is(nullValue()));
    assertThat(InputKey.parse("12"), is(nullValue()));
  }

  @Test
  void survivesItsCoder() throws Exception {
    InputKey key = InputKey.of(RawJson.of("\"x\""));

    CoderProperties.coderDecodeEncodeEqual(InputKeyCoder.of(), key);
    CoderProperties.coderDeterministic(InputKeyCoder.of(), key, key);
  }
}
