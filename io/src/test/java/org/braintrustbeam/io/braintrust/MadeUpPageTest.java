package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.List;
import org.braintrustbeam.io.row.RowVersion;
import org.junit.jupiter.api.Test;

class MadeUpPageTest {
  @Test
  void allItsRowsCanBeRead() {
    List<RowVersion> rows = MadeUpPage.rows();

    assertThat(rows, hasSize(500));
    assertThat(rows.get(7).key().rowId(), equalTo("00000007-0000-4000-8000-000000000000"));
    assertThat(rows.get(7).json().field("origin").isNull(), equalTo(true));
  }
}
