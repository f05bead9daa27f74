package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.braintrustbeam.io.http.Workers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeyTest {
  private static final Workers CLUSTER = new Workers(1, "reports");

  @TempDir private Path folder;

  private static ConnectionSettings settings(@Nullable Path file, Workers workers) {
    URI url = URI.create("http://localhost:1");
    String name = file == null ? null : file.toString();
    return new ConnectionSettings(
            url, url, false, null, name, ReadMode.QUERY, 4, 2, 0, 3, Duration.ofSeconds(1))
        .sharedBy(workers);
  }

  private static String refusal(@Nullable Path file, Workers workers) {
    return String.valueOf(
        assertThrows(BraintrustException.class, () -> ApiKey.find(settings(file, workers)))
            .getMessage());
  }

  @Test
  void aWorkerSaysThatTheWorkersNeedTheKey() {
    assumeTrue(System.getenv(ApiKey.VARIABLE) == null);
    ApiKey.use(null);

    assertThat(
        refusal(null, CLUSTER),
        allOf(
            containsString("on a worker"),
            containsString("environment of the workers"),
            containsString("TaskManagers"),
            containsString("--api-key-file FILE with a path that they can read")));
    assertThat(
        refusal(null, Workers.THIS_PROCESS),
        allOf(containsString(".env"), not(containsString("worker"))));
  }

  @Test
  void aWorkerSaysThatItCannotReadTheFileAtThatPath() {
    Path missing = folder.resolve("key");

    assertThat(
        refusal(missing, CLUSTER),
        allOf(containsString(missing.toString()), containsString("on a worker")));
    assertThat(refusal(missing, Workers.THIS_PROCESS), not(containsString("worker")));
  }

  @Test
  void aWorkerReadsTheKeyFromTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "sk-in-a-file\n");

    assertThat(ApiKey.find(settings(file, CLUSTER)), equalTo("sk-in-a-file"));
  }
}
