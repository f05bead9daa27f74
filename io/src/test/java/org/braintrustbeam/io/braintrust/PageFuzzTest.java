package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.jspecify.annotations.Nullable;

/** A page that can be read as a whole has the same rows when each is read by itself. */
class PageFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void bothWaysGiveTheSameRows(byte[] body) {
    HttpReply reply = new HttpReply(200, null, null, body);
    Page whole = scan(reply);
    Page single = scan(reply.asRepeated());
    if (whole != null && single != null) {
      assertThat(single.rows(), equalTo(whole.rows()));
      assertThat(single.rejects(), equalTo(whole.rejects()));
      assertThat(single.lastKey(), equalTo(whole.lastKey()));
      assertThat(single.cursor(), equalTo(whole.cursor()));
    } else {
      assertThat("what is whole can be cut", whole == null);
    }
  }

  private static @Nullable Page scan(HttpReply reply) {
    try {
      return PageScanner.scan("t", "d", reply);
    } catch (MalformedJsonException | StaleAnswerException e) {
      return null;
    }
  }
}
