package org.braintrustbeam.emulator.query;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.RawObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Any JSON object is a query, or a request that is refused. */
class QueryJsonFuzzTest {
  @TempDir private static Path folder;
  private static QueryCheck check;

  @BeforeAll
  static void open() throws IOException {
    check = new QueryCheck(folder.resolve("db"));
  }

  @AfterAll
  static void close() {
    check.close();
  }

  @FuzzTest(maxDuration = "5m")
  void isReadOrRefused(byte[] bytes) {
    byte[] query;
    try {
      query = RawObject.parse(bytes).toBytes();
    } catch (ApiError e) {
      return; // no JSON, and never given to the parser
    }
    check.isReadOrRefused(query);
  }
}
