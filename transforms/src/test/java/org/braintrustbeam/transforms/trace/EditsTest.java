package org.braintrustbeam.transforms.trace;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditsTest {
  private static final String MERGE =
      "{\"_xact_id\":\"%s\",\"audit_data\":{\"action\":\"merge\",\"path\":%s%s},\"source\":\"%s\"}";

  private static String merge(long xactId, String path, String source) {
    return MERGE.formatted(xactId, path, "", source);
  }

  private static Edits edits(String... entries) {
    return Edits.of(RawJson.of("[" + String.join(",", entries) + "]"), null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"expected\"]", "[\"expected\",\"airport\"]", "[\"expected\",0]"})
  void findsAnEditOfExpectedAtAnyDepth(String path) {
    assertThat(edits(merge(7, path, "app")).touch("expected"), is(true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "17",
        "{}",
        "{\"audit_data\":null,\"source\":\"app\"}",
        "{\"audit_data\":{\"action\":\"upsert\"},\"source\":\"api\"}",
        "{\"audit_data\":{\"action\":\"merge\"},\"source\":\"api\"}",
        "{\"audit_data\":{\"action\":\"merge\",\"path\":null}}",
        "{\"audit_data\":{\"action\":\"merge\",\"path\":[]}}",
        "{\"audit_data\":{\"action\":\"merge\",\"path\":[\"metadata\",\"expected\"]}}",
        "{\"audit_data\":{\"action\":\"merge\",\"path\":[\"tags\"]}}",
        "{\"audit_data\":{\"action\":\"upsert\",\"path\":[\"expected\"]}}"
      })
  void findsNoneInEntriesThatSayNothingOfExpected(String entry) {
    assertThat(edits(entry).touch("expected"), is(false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "\"x\"", "[]"})
  void findsNoneWhereThereIsNoAudit(String auditData) {
    assertThat(Edits.of(RawJson.of(auditData), null).all().isEmpty(), is(true));
  }

  @Test
  void canBeNarrowedToWhereTheyCameFrom() {
    RawJson audit =
        RawJson.of(
            "[" + merge(7, "[\"expected\"]", "api") + "," + merge(8, "[\"tags\"]", "app") + "]");

    assertThat(Edits.of(audit, "app").touch("expected"), is(false));
    assertThat(Edits.of(audit, "api").touch("expected"), is(true));
  }

  @Test
  void knowsTheValueBeforeTheFirstEditOfTheWholeField() {
    String first = MERGE.formatted(7, "[\"expected\"]", ",\"from\":\"a\",\"to\":\"b\"", "app");
    String second = MERGE.formatted(9, "[\"expected\"]", ",\"from\":\"b\",\"to\":\"c\"", "app");

    Edits edits = edits(second, first);

    assertThat(edits.before("expected"), equalTo(RawJson.of("\"a\"")));
    assertThat(edits.lastEditOf("expected"), is(9L));
  }

  @Test
  void doesNotKnowTheValueBeforeIfOnlyAPartWasEditedFirst() {
    String part = MERGE.formatted(7, "[\"expected\",\"x\"]", ",\"from\":\"a\"", "app");
    String whole = MERGE.formatted(9, "[\"expected\"]", ",\"from\":\"b\"", "app");

    assertThat(edits(part, whole).before("expected"), is(nullValue()));
    assertThat(edits(merge(7, "[\"expected\"]", "app")).before("expected"), is(nullValue()));
  }

  @Test
  void namesTheMembersThatWereEdited() {
    assertThat(
        edits(
                merge(7, "[\"metadata\",\"a\"]", "app"),
                merge(8, "[\"metadata\",\"b\",\"c\"]", "app"))
            .membersOf("metadata"),
        contains("a", "b"));
    assertThat(
        edits(merge(7, "[\"metadata\",\"a\"]", "app"), merge(8, "[\"metadata\"]", "app"))
            .membersOf("metadata"),
        is(nullValue()));
  }
}
