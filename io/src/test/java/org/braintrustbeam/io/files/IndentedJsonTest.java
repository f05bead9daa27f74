package org.braintrustbeam.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.braintrustbeam.io.row.RawJson;
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
  void leavesAValueThatIsInOneLineAlone() {
    RawJson line = RawJson.of("{\"a b\":\" \\\" , \\\\\",\"c\":[1,2]}");

    assertThat(IndentedJson.oneLine(line), sameInstance(line));
  }

  @Test
  void bringsAValueIntoOneLine() {
    assertThat(
        IndentedJson.oneLine(RawJson.of(SPREAD)).toString(),
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

  @Test
  void doesNotMindACutAnywhere() throws IOException {
    byte[] json = SPREAD.getBytes(UTF_8);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    write(SPREAD, IndentedJson.byTwo(whole));

    for (int cut = 0; cut <= json.length; cut++) {
      ByteArrayOutputStream halves = new ByteArrayOutputStream();
      OutputStream out = IndentedJson.byTwo(halves);
      out.write(json, 0, cut);
      out.write(json, cut, json.length - cut);

      assertThat("cut at " + cut, halves.toString(UTF_8), is(whole.toString(UTF_8)));
    }
  }

  @Test
  void keepsTheOrderOfWhatIsLongerThanItsBuffer() throws IOException {
    String text = '"' + "\\\" {".repeat(5_000) + '"';
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    write(
        "[ 1," + text + ", {\"a\" :" + text + "}," + "7".repeat(10_000), IndentedJson.oneLine(out));

    assertThat(
        out.toString(UTF_8), is("[1," + text + ",{\"a\":" + text + "}," + "7".repeat(10_000)));
  }

  @Test
  void handsOnAllOfACallBeforeItReturns() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OutputStream line = IndentedJson.oneLine(out);

    for (int i = 0; i < 2; i++) {
      line.write("{ }".getBytes(UTF_8));
      out.write('\n');
    }

    assertThat(out.toString(UTF_8), is("{}\n{}\n"));
  }

  private static void write(String json, OutputStream out) throws IOException {
    out.write(json.getBytes(UTF_8));
  }
}
