package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API key is in no place where anybody but the service can see it. */
class KeySecrecyIT {
  private static final String KEY = "sk-marker-0123456789abcdef";

  @TempDir private Path folder;
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void answer(MockResponse response) {
    server.setDispatcher(always(response));
  }

  private static Dispatcher always(MockResponse response) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return response;
      }
    };
  }

  /** A service that repeats what it was sent, in an answer of this status. */
  private void echo(int status, String around) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder()
                .code(status)
                .body(around.formatted(request.getHeaders().get("Authorization")))
                .build();
          }
        });
  }

  private record Said(int code, String out, String err) {}

  private static Said type(Map<String, String> environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = Main.run(environment, out, err, args);
    return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
  }

  private String[] fetch(String... more) {
    String url = server.url("/").toString();
    List<String> args =
        new ArrayList<>(
            List.of(
                "fetch",
                "exp",
                "--project",
                "p",
                "--api-url",
                url,
                "--app-url",
                url,
                "--max-retries",
                "0",
                "--verbose",
                "--output",
                folder.resolve("out.json").toString()));
    args.addAll(List.of(more));
    return args.toArray(String[]::new);
  }

  /** Files below the folder that hold the key, the program's own working files included. */
  private static List<Path> leaks(Path folder) throws IOException {
    List<Path> leaks = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes about)
              throws IOException {
            if (holdsKey(file)) {
              leaks.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) { // the run has moved it on since
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
              throws IOException {
            return e == null ? FileVisitResult.CONTINUE : visitFileFailed(dir, e);
          }
        });
    return leaks;
  }

  private static boolean holdsKey(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), ISO_8859_1).contains(KEY);
    } catch (NoSuchFileException e) {
      return false; // the run has moved it on since
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 | {\"Message\":\"bad header %s\"}",
        "401 | {\"Message\":\"unknown key %s\"}",
        "403 | no %s",
        "404 | {\"error\":\"%s\"}",
        "429 | {\"Message\":\"too many from %s\"}",
        "500 | {\"error\":{\"message\":\"%s\"}}",
        "421 | {\"Message\":\"%s\",\"RedirectUrl\":\"https://other.example/%s\"}",
        "200 | {\"objects\":[{\"id\":\"%s\",\"name\":2}]}",
        "200 | {\"objects\":%s}"
      })
  void noErrorRepeatsIt(int status, String around) throws IOException {
    echo(status, around.replaceAll("%s(?=.*%s)", "x"));

    Said said = type(Map.of("BRAINTRUST_API_KEY", KEY), fetch());

    assertThat(said.code(), is(1));
    assertThat(said.err(), containsString("error: "));
    assertThat(said.out() + said.err(), not(containsString(KEY)));
    assertThat(leaks(folder), empty());
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void noOtherHostIsSentIt(int status) throws IOException, InterruptedException {
    try (MockWebServer other = new MockWebServer()) {
      other.setDispatcher(always(new MockResponse.Builder().code(500).build()));
      other.start();
      answer(
          new MockResponse.Builder()
              .code(status)
              .addHeader("Location", other.url("/elsewhere").toString())
              .build());

      Said said = type(Map.of("BRAINTRUST_API_KEY", KEY), fetch());

      assertThat(said.code(), is(1));
      RecordedRequest led = other.takeRequest(200, TimeUnit.MILLISECONDS);
      assertThat(led != null, is(status == 303)); // to an object store, without the key
      assertThat(led == null ? "" : led.getHeaders().toString(), not(containsString(KEY)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--api-url", "--app-url"})
  void plainHttpIsRefusedBeforeAnyRequest(String flag) {
    Said said =
        type(
            Map.of("BRAINTRUST_API_KEY", KEY),
            "fetch",
            "exp",
            "--verbose",
            flag,
            "http://braintrust.example:8080");

    assertThat(said.code(), is(2));
    assertThat(said.err(), containsString(flag + " must be https"));
    assertThat(said.err(), not(containsString(KEY)));
  }

  /** While a run waits for the service, where anybody on the machine could look. */
  @Test
  void itIsInNoFileAndNoListOfProcessesWhileItRuns() throws Exception {
    answer(
        new MockResponse.Builder()
            .body("{\"objects\":[{\"id\":\"e\",\"project_id\":\"p\",\"name\":\"exp\"}]}")
            .headersDelay(1, TimeUnit.SECONDS)
            .build());
    Path secret = Files.createTempDirectory("key").resolve("key");
    Files.writeString(secret, KEY);
    int looks = 0;
    try (Program program =
        Program.start(
            folder, Map.of("PATH", "/usr/bin:/bin"), fetch("--api-key-file", secret.toString()))) {
      Path proc = Path.of("/proc", Long.toString(program.process().pid()));
      while (program.process().isAlive()) {
        if (Files.isDirectory(proc)) {
          String shown = read(proc.resolve("cmdline")) + read(proc.resolve("environ"));
          assertThat(shown, not(containsString(KEY)));
          looks += shown.contains("--api-key-file") ? 1 : 0;
        }
        assertThat(leaks(folder), empty());
        Thread.sleep(20);
      }
      assertThat(program.out() + program.err(), not(containsString(KEY)));
    } finally {
      Files.delete(secret);
    }
    assertThat(looks > 0, is(true));
    assertThat(server.getRequestCount() > 0, is(true));
    assertThat(
        String.valueOf(server.takeRequest().getHeaders().get("Authorization")),
        is("Bearer " + KEY));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has just ended
    }
  }

  @Test
  void aWholeRunLeavesItNowhere() throws Exception {
    try (OwnEmulator emulator = OwnEmulator.start(folder)) {
      String project = emulator.create("project", "{\"name\":\"p\"}");
      for (String name : List.of("a", "b")) {
        String dataset =
            emulator.create(
                "dataset", "{\"project_id\":\"%s\",\"name\":\"%s\"}".formatted(project, name));
        emulator.send(
            "/v1/dataset/" + dataset + "/insert",
            "events",
            50,
            i -> "{\"id\":\"r%d\",\"input\":%d,\"expected\":\"%s\"}".formatted(i, i, name));
      }
      Path folderOfRun = Files.createDirectory(folder.resolve("run"));
      try (Program program =
          Program.start(
              folderOfRun,
              Map.of("BRAINTRUST_API_KEY", KEY),
              "sync-datasets",
              "a",
              "b",
              "--project",
              "p",
              "--apply",
              "--json",
              "--verbose",
              "--api-url",
              emulator.url(),
              "--app-url",
              emulator.url())) {
        boolean worked = false;
        while (program.process().isAlive()) {
          assertThat(leaks(folderOfRun), empty());
          worked |= hasPrivateWorkFolder(program.temporary());
          Thread.sleep(5);
        }
        assertThat(program.err(), program.end(), is(0));
        assertThat(worked, is(true));
      }
      assertThat(leaks(folder), empty());
    }
  }

  /** Rows are on the disk while a run goes on: for its owner's eyes. */
  private static boolean hasPrivateWorkFolder(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      for (Path file :
          files.filter(path -> path.getFileName().toString().startsWith("braintrust")).toList()) {
        assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), is("rwx------"));
        return true;
      }
    } catch (NoSuchFileException e) {
      // the run has ended since, and removed it
    }
    return false;
  }
}
