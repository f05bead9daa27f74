package org.braintrustbeam.pipelines.createfacetdataset;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.braintrustbeam.pipelines.command.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlFragmentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "metadata.tenant = 'a'",
        "name = 'it''s (open'",
        "(a = 1) OR (b = ')')",
        "\"odd;name\" = 1",
        "a - -1 > 0"
      })
  void oneConditionIsPutInBrackets(String sql) {
    assertThat(SqlFragment.inBrackets("--extra-where-sql", " " + sql + "\n"), is("(" + sql + ")"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1 = 1) OR (1 = 1", "(a = 1", "a = 'b", "a = 1; DROP", "a = 1 -- b", "a /* b */"})
  void whatWouldChangeTheRestOfTheQueryIsRefused(String sql) {
    UsageException e =
        assertThrows(UsageException.class, () -> SqlFragment.inBrackets("--extra-where-sql", sql));

    assertThat(e.getMessage(), containsString("--extra-where-sql"));
  }

  @Test
  void anEmptyOneIsRefused() {
    assertThrows(UsageException.class, () -> SqlFragment.inBrackets("--created-after-sql", " "));
  }
}
