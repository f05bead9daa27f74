package org.braintrustbeam.io.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShallowJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"b\":{\"c\":[2]}} | {\"a\":1,\"b\":{       }}",
        "{\"a\":[NaN,{}]}, | {\"a\":[      ]},",
        "{\"a]\":\"}[\"} | {\"a]\":\"}[\"}",
        "{\"a\":\"\\\"\\u00\"} | {\"a\":\"????00\"}",
        "{\"é\":[\"é\"]} | {\"??\":[    ]}",
        "[[\"\\\"]\",[]]] | [[        ]]",
        "]]{ | ]]{"
      })
  void whatIsDeeperIsBlank(String json, String shallow) {
    assertThat(new String(ShallowJson.of(json.getBytes(UTF_8), 1), UTF_8), equalTo(shallow));
  }

  @Test
  void leavesTheOriginalAlone() {
    byte[] json = "[[1]]".getBytes(UTF_8);

    byte[] unused = ShallowJson.of(json, 1);

    assertThat(new String(json, UTF_8), equalTo("[[1]]"));
  }

  @Test
  void takesNoLongerForDeeperNesting() {
    byte[] deep = new byte[50_000_000];
    Arrays.fill(deep, (byte) '[');
    long start = System.nanoTime();

    byte[] shallow = ShallowJson.of(deep, 3);

    assertThat(shallow.length, equalTo(deep.length));
    assertThat(System.nanoTime() - start, lessThan(10_000_000_000L));
  }
}
