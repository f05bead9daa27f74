package org.braintrustbeam.emulator.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.braintrustbeam.emulator.json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Any text is a query in SQL or BTQL, or a request that is refused. */
class QueryTextFuzzTest {
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
    check.isReadOrRefused(Json.string(new String(bytes, UTF_8)));
  }
}
