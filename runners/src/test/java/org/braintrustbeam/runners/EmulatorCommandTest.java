package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code emulator}. */
@Timeout(300)
class EmulatorCommandTest {
  private static final String ADDRESS = "listening ";

  @TempDir Path folder;

  @Test
  void startsWithTheFaultsThatAreTyped() throws Exception {
    Terminal terminal = new Terminal(folder);
    Thread server =
        new Thread(
            () ->
                terminal.type(
                    "emulator",
                    "--port",
                    "0",
                    "--data",
                    folder.resolve("data").toString(),
                    "--fault",
                    "401:route=/version,from=2",
                    "--fault",
                    "429:route=/ping,retry-after=3",
                    "--fault-seed",
                    "5"));
    server.start();

    String url = url(terminal);
    HttpResponse<String> ping = get(url + "/ping");

    assertThat(ping.statusCode(), is(429));
    assertThat(ping.headers().firstValue("Retry-After").orElse(""), is("3"));
    assertThat(get(url + "/version").statusCode(), is(200));
    assertThat(get(url + "/version").statusCode(), is(401));
    assertThat(get(url + "/emulator/faults").body(), containsString("{\"seed\":5,"));
    server.interrupt();
    server.join();
  }

  @Test
  void letsEachRequestWaitAsLongAsIsTyped() throws Exception {
    Terminal terminal = new Terminal(folder);
    String data = folder.resolve("data").toString();
    Thread server =
        new Thread(
            () -> terminal.type("emulator", "--port", "0", "--data", data, "--latency", "300"));
    server.start();
    String url = url(terminal);

    long start = System.nanoTime();
    get(url + "/version");
    Duration taken = Duration.ofNanos(System.nanoTime() - start);

    assertThat(taken, greaterThanOrEqualTo(Duration.ofMillis(300)));
    server.interrupt();
    server.join();
  }

  private static String url(Terminal terminal) throws InterruptedException {
    while (!terminal.out().contains("\n")) {
      Thread.sleep(20);
    }
    return terminal.out().substring(ADDRESS.length()).strip();
  }

  private static HttpResponse<String> get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer k").build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
