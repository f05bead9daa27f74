package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

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
        QueryPages.select(List.of("expected", "id")),
        equalTo("id, _xact_id, _pagination_key, expected"));
    assertThat(QueryPages.select(List.of()), equalTo("*"));
  }
}
