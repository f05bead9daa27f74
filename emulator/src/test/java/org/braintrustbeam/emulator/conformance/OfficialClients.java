package org.braintrustbeam.emulator.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * The npm SDK and {@code bt}, installed once into the emulator's {@code target} from the lock file.
 *
 * <p>Where they cannot be had, tests are skipped and say why; with the environment variable {@code
 * CI=true} or the property {@code conformance.required} they fail.
 */
public final class OfficialClients {
  private static final int OLDEST_NODE = 18;
  private static final Pattern NODE_VERSION = Pattern.compile("v(\\d+)\\..*", Pattern.DOTALL);
  private static final String LOCK = "package-lock.json";

  private final Path folder;

  private OfficialClients(Path folder) {
    this.folder = folder;
  }

  /** The clients, or the end of the test. */
  public static OfficialClients installed() {
    Path emulator = emulatorFolder();
    Path sources = emulator.resolve("conformance");
    Path folder = emulator.resolve("target/conformance");
    try {
      checkNode(sources);
      copy(sources, folder);
      install(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new OfficialClients(folder);
  }

  /** Each module's tests run in its own folder. */
  private static Path emulatorFolder() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("conformance"))
        ? here
        : here.resolveSibling("emulator").normalize();
  }

  /**
   * Runs a script with the clients pointed at a server on loopback.
   *
   * @return what it printed, without errors
   * @throws AssertionError if it fails, with what it printed
   */
  public String run(String url, String key, String... command) {
    Map<String, String> variables =
        Map.of(
            "BRAINTRUST_API_URL",
            url,
            "BRAINTRUST_APP_URL",
            url,
            "BRAINTRUST_API_KEY",
            key,
            "BRAINTRUST_ORG_NAME",
            "",
            "BRAINTRUST_DEFAULT_PROJECT",
            "",
            "NODE_OPTIONS",
            "");
    List<String> all = new ArrayList<>(List.of("node"));
    all.addAll(List.of(command));
    try {
      Program.Ended ended = Program.run(folder, variables, all);
      if (ended.code() != 0) {
        throw new AssertionError(
            "%s ended with %d%n%s%s"
                .formatted(String.join(" ", all), ended.code(), ended.output(), ended.errors()));
      }
      return ended.output();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void checkNode(Path folder) {
    String version = version(folder, "node");
    Matcher number = NODE_VERSION.matcher(version);
    if (!number.matches() || Integer.parseInt(number.group(1)) < OLDEST_NODE) {
      throw missing("Node " + OLDEST_NODE + " or newer is needed, this is " + version.strip());
    }
    version(folder, "npm");
  }

  private static String version(Path folder, String program) {
    try {
      return Program.run(folder, Map.of(), List.of(program, "--version")).output();
    } catch (IOException e) {
      throw missing(program + " is not installed");
    }
  }

  /** What was installed by an earlier run from the same lock file is taken as it is. */
  private static void install(Path folder) throws IOException {
    Path done = folder.resolve("node_modules/installed-" + LOCK);
    Path lock = folder.resolve(LOCK);
    if (Files.exists(done) && Files.mismatch(done, lock) < 0) {
      return;
    }
    Program.Ended ended =
        Program.run(folder, Map.of(), List.of("npm", "ci", "--prefer-offline", "--no-progress"));
    if (ended.code() != 0) {
      throw missing("npm ci failed: " + ended.output() + ended.errors());
    }
    Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void copy(Path sources, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path relative = sources.relativize(file);
        if (!relative.startsWith("node_modules")) {
          Path copy = folder.resolve(relative);
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  private static RuntimeException missing(String why) {
    String message = "The official clients cannot be run: " + why;
    if (Boolean.parseBoolean(System.getenv("CI")) || Boolean.getBoolean("conformance.required")) {
      return new IllegalStateException(message);
    }
    return new TestAbortedException(message);
  }
}
