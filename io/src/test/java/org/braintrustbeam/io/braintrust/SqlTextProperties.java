package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SqlTextProperties {
  /** Reads a literal as SQL does: from quote to quote, where a doubled one is a character. */
  private static String unquoted(String literal) {
    StringBuilder value = new StringBuilder();
    int i = 1;
    while (i < literal.length() - 1) {
      char c = literal.charAt(i);
      if (c == '\'') {
        i++;
        assertThat(literal.charAt(i), equalTo('\''));
      }
      value.append(c);
      i++;
    }
    return value.toString();
  }

  @Property
  void aValueStaysInItsLiteral(@ForAll String value) {
    assertThat(unquoted(SqlText.literal(value)), equalTo(value));
  }

  /** Ends of literals and commas between them are where they were put, whatever the values. */
  @Property
  void aListHasAsManyValuesAsItWasGiven(@ForAll @Size(max = 5) List<String> values) {
    List<String> read = new ArrayList<>();
    String list = SqlText.literals(values);
    int at = 0;
    while (at < list.length()) {
      int end = endOfLiteral(list, at);
      read.add(unquoted(list.substring(at, end)));
      assertThat(end == list.length() || list.charAt(end) == ',', is(true));
      at = end + 1;
    }
    assertThat(read, equalTo(values));
  }

  private static int endOfLiteral(String list, int start) {
    int at = start + 1;
    while (list.charAt(at) != '\'' || list.startsWith("''", at)) {
      at += list.startsWith("''", at) ? 2 : 1;
    }
    return at + 1;
  }

  @Example
  void quotesAreDoubled() {
    assertThat(SqlText.literals(List.of("a'b", "c\\")), equalTo("'a''b','c\\'"));
    assertThat(SqlText.source(ObjectType.DATASET, "x') --"), equalTo("dataset('x'') --')"));
  }

  @Example
  void aColumnIsNamesAndNothingElse() {
    assertThat(SqlText.column("metadata.split"), equalTo("metadata.split"));
    for (String bad : List.of("", "a b", "a;b", "a'", "1a", "a..b", "*", "scores[0]")) {
      assertThrows(IllegalArgumentException.class, () -> SqlText.column(bad));
    }
  }

  @Example
  void everyRowHasItsHeader() {
    assertThat(
        QueryPages.select(List.of("expected", "id"), List.of("len(input) AS length")),
        equalTo("id, _xact_id, _pagination_key, expected, len(input) AS length"));
    assertThat(QueryPages.select(List.of(), List.of()), equalTo("*"));
  }
}
