package org.braintrustbeam.io.row;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-0",
        "1.10",
        "9007199254740993",
        "1e400",
        "1E+05",
        "true",
        "false",
        "null",
        "\"\"",
        "\"a\\\"b\"",
        "\"\\ud83d\"",
        "\"żółć 🛫\"",
        "[]",
        "[1, 2 ,[3]]",
        "{}",
        "{ \"a\" : 1.0 }"
      })
  void cutsAMemberOutAsTheBytesItCameAs(String value) {
    RawJson object = RawJson.of("{ \"before\":0 ,\"x\" : " + value + " , \"after\":[{}]}");

    assertThat(object.field("x"), equalTo(RawJson.of(value)));
    assertThat(object.field("after"), equalTo(RawJson.of("[{}]")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-12.50", "\"x\"", "{\"a\":[1]}", "null"})
  void cutsItemsOutOfAnArray(String value) {
    RawJson array = RawJson.of("[" + value + ", " + value + " ]");

    assertThat(array.elements(), equalTo(List.of(RawJson.of(value), RawJson.of(value))));
  }

  @Test
  void keepsTheOrderOfMembersAndTheLastOfEqualNames() {
    Map<String, RawJson> fields = RawJson.of("{\"b\":1,\"a\":2,\"b\":3}").fields();

    assertThat(fields.keySet(), contains("b", "a"));
    assertThat(fields.get("b"), equalTo(RawJson.of("3")));
  }

  @Test
  void readsTheTextOfAStringAndOfNothingElse() {
    assertThat(RawJson.of(" \"a\\u00e9\\n\"").text(), is("aé\n"));
    assertThat(RawJson.of("17").text(), is(nullValue()));
  }

  @Test
  void hasNoMembersIfItIsNoObject() {
    assertThat(RawJson.of("[1]").fields().isEmpty(), is(true));
    assertThat(RawJson.of("[1]").field("a"), equalTo(RawJson.NULL));
    assertThat(RawJson.of("{\"a\":1}").elements().isEmpty(), is(true));
  }

  @Test
  void refusesWhatIsDeeperThanAllowed() {
    RawJson deep = RawJson.of("{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}");

    assertThrows(MalformedJsonException.class, deep::fields);
  }

  @Test
  void refusesATruncatedValueWithoutQuotingIt() {
    RawJson truncated = RawJson.of("{\"secret\":\"hunter2\",\"b\":");

    var error = assertThrows(MalformedJsonException.class, truncated::fields);
    assertThat(String.valueOf(error.getMessage()).contains("hunter2"), is(false));
  }

  @Test
  void isUtf8AndNothingElse() {
    for (String hex : List.of("00000031", "5b000000", "31000000", "fffe3100", "efbbbf31")) {
      byte[] other = HexFormat.of().parseHex(hex);
      RawJson value = RawJson.wrap(other);

      assertThrows(RuntimeException.class, () -> RowVersion.scan("d", other), hex);
      assertThrows(IOException.class, () -> Json.parser(value.bytes()), hex);
    }
  }
}
