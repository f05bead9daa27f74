package org.braintrustbeam.emulator.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.braintrustbeam.emulator.api.ApiError;

/** Any text is a cursor that was handed out, or a request that is refused. */
class CursorsFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void aCursorSaysOnePlace(byte[] bytes) {
    String cursor = new String(bytes, UTF_8);
    try {
      long key = Cursors.key(cursor);
      assertThat(Cursors.key(Cursors.ofKey(key)), equalTo(key));
    } catch (ApiError e) {
      assertThat(e.getMessage(), equalTo("Invalid cursor"));
    }
    try {
      VersionKey version = Cursors.version(cursor);
      assertThat(Cursors.version(Cursors.ofVersion(version)), equalTo(version));
    } catch (ApiError e) {
      assertThat(e.getMessage(), equalTo("Invalid cursor"));
    }
  }
}
