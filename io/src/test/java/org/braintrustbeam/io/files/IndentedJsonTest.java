package org.braintrustbeam.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class IndentedJsonTest {
  private static final String SPREAD =
      """
      [ {"a" : 1.10,"b":[ ],
        "c":{ }, "d":{"e":[1,"x, y: {z}"]}}, "say \\"hi\\" \\\\"
      ]
      """;

  @Test
  void indentsByTwo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    write(SPREAD, IndentedJson.byTwo(out));

    assertThat(
        out.toString(UTF_8),
        is(
            """
            [
              {
                "a": 1.10,
                "b": [],
                "c": {},
                "d": {
                  "e": [
                    1,
                    "x, y: {z}"
                  ]
                }
              },
              "say \\"hi\\" \\\\"
            ]"""));
  }

  @Test
  void takesOutTheWhiteSpaceBetweenTokensOnly() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    write(SPREAD, IndentedJson.oneLine(out));

    assertThat(
        out.toString(UTF_8),
        is(
            "[{\"a\":1.10,\"b\":[],\"c\":{},\"d\":{\"e\":[1,\"x, y: {z}\"]}},"
                + "\"say \\\"hi\\\" \\\\\"]"));
  }

  @Test
  void doesNotMindWhereTheBytesAreCut() throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    ByteArrayOutputStream single = new ByteArrayOutputStream();
    write(SPREAD, IndentedJson.byTwo(whole));

    OutputStream byByte = IndentedJson.byTwo(single);
    for (byte b : SPREAD.getBytes(UTF_8)) {
      byByte.write(b);
    }

    assertThat(single.toString(UTF_8), is(whole.toString(UTF_8)));
  }

  private static void write(String json, OutputStream out) throws IOException {
    out.write(json.getBytes(UTF_8));
  }
}
