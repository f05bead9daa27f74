package org.braintrustbeam.transforms.facet.text;

import static java.util.stream.Collectors.toList;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.stream.IntStream;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextRulesTest {
  /** {@code [c for c in range(0x10000) if chr(c).isspace()]} of Python 3.11. */
  private static final List<Integer> PYTHON_SPACES =
      List.of(
          0x9, 0xa, 0xb, 0xc, 0xd, 0x1c, 0x1d, 0x1e, 0x1f, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001,
          0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x2028, 0x2029,
          0x202f, 0x205f, 0x3000);

  @Test
  void whiteSpaceIsWhatPythonTakesForIt() {
    List<Integer> spaces =
        IntStream.range(0, 0x10000)
            .filter(c -> PythonText.isSpace((char) c))
            .boxed()
            .collect(toList());

    assertThat(spaces, equalTo(PYTHON_SPACES));
  }

  @Test
  void stripsAndCollapses() {
    assertThat(PythonText.strip("\u00a0\u001f a \u2028b\u3000"), is("a \u2028b"));
    assertThat(PythonText.strip(" \t"), is(""));
    assertThat(PythonText.collapse(" a \u2003\n b\u001cc ", "-"), is("a-b-c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a|a",
        "<think>x</think>a|a",
        "a<think>x</think>b<THINK>y</think>c|abc",
        "<think>x<think>y</think>a|a",
        "a</think>b|b",
        "a</THINK>b</think>c|c",
        "a<think>b</think>c</think>d<think>e</think>f|df",
        "a<think>b|a<think>b",
        "a</think>b<think>c|b<think>c",
        "</thi<think>x</think>nk>rest|rest",
        "a</thin\u212a>b|b",
      })
  void removesReasoning(String text, String answer) {
    assertThat(Reasoning.remove(text), is(answer));
  }

  @Test
  void aMillionUnclosedBlocksTakeNoTime() {
    String text = "<think>".repeat(1_000_000);

    assertThat(Reasoning.remove(text).length(), is(text.length()));
  }

  @Test
  void printsJsonAsPythonDoes() {
    String json =
        "{\"b\":1e5,\"a\":[1.50,-0,true,false,null],\"\\ud83d\\ude4f\":1,\"\\uffee\":2,"
            + "\"c\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u007f\\u00e9\\ud83d\\ude4f~ \",\"d\":{},\"e\":[]}";

    assertThat(
        PythonJson.of(JsonValue.of(RawJson.of(json))),
        is(
            "{\"a\": [1.50, -0, true, false, null], \"b\": 1e5,"
                + " \"c\": \"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u007f\\u00e9\\ud83d\\ude4f~ \","
                + " \"d\": {}, \"e\": [], \"\\uffee\": 2, \"\\ud83d\\ude4f\": 1}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "null|''",
        "\" a \"|a",
        "[\"a\",\"\",[\" b\"],null]|'a\nb'",
        "[]|''",
        "{}|{}",
        "{\"value\":\"v\",\"text\":\"t\",\"content\":\"\"}|t",
        "{\"output\":\"o\",\"expected\":\"e\"}|o",
        "{\"expected\":\"e\",\"value\":\"v\"}|e",
        "{\"content\":{\"text\":\"deep\"}}|deep",
        "{\"content\":false}|False",
        "{\"content\":0.0}|0.0",
        "{\"choices\":[{\"message\":{\"content\":\"c\"}}],\"message\":{\"content\":\"m\"}}|c",
        "{\"choices\":[\"\"],\"message\":{\"content\":\"m\"}}|m",
        "{\"choices\":\"no\",\"message\":\"no\"}|'{\"choices\": \"no\", \"message\": \"no\"}'",
        "{\"choices\":[{\"message\":{\"content\":\"\"}}]}|'{\"content\": \"\"}'",
      })
  void findsTheTextOfAValue(String json, String text) {
    assertThat(ValueText.of(JsonValue.of(RawJson.of(json))), is(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "none",
        "NONE",
        " None ",
        "no match",
        "No_Match",
        "no\u00a0\n match",
        "null",
        "skipped",
        "N/A",
        "na",
        "not applicable",
        "NOT__APPLICABLE"
      })
  void saysNone(String text) {
    assertThat(NoneRule.DATASET.isNone(text), is(true));
    assertThat(Bucket.of(text, NoneRule.DATASET), is(Bucket.NEGATIVE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NONE.", "none - all fine", "no-match", "skipped: x", "None of them", "n a"})
  void saysSomething(String text) {
    assertThat(NoneRule.DATASET.isNone(text), is(false));
    assertThat(Bucket.of(text, NoneRule.DATASET), is(Bucket.POSITIVE));
  }

  @Test
  void nothingIsUnknown() {
    assertThat(Bucket.of(JsonValue.Nil.NIL, NoneRule.DATASET), is(Bucket.UNKNOWN));
    assertThat(Bucket.of(new JsonValue.Str(" "), NoneRule.DATASET), is(Bucket.NEGATIVE));
  }
}
