package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The start script, with a JDK and a Maven that only say what they are told: when it builds, and
 * when it has Java use the archive of classes.
 */
class StartScriptTest {
  /** Says what it is told; an archive that it is to make is ten bytes long. */
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      for word in "$@"; do
        case $word in
          -XX:ArchiveClassesAtExit=*)
            [ -e "$(dirname "$0")/fails" ] && { echo "out of luck"; exit 1; }
            [ -e "$(dirname "$0")/slow" ] && { echo begun; sleep 3; }
            printf 0123456789 >"${word#*=}"
            exit 0
            ;;
        esac
      done
      echo "java $*"
      """;

  private static final String MVN =
      """
      #!/usr/bin/env bash
      echo build >>"$PWD/builds"
      sleep 0.3
      echo jar >runners/target/braintrust-beam.jar
      """;

  private static final String ARCHIVE = "-XX:SharedArchiveFile=";

  @TempDir Path folder;
  private Path repository;
  private Path jdk;

  @BeforeEach
  void layOut() throws IOException {
    Path script = Path.of("..", "braintrust-beam").toAbsolutePath().normalize();
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "no POSIX shell here");
    repository = Files.createDirectories(folder.resolve("a repository"));
    Files.copy(script, repository.resolve("braintrust-beam"));
    copyIfThere(script.resolveSibling("runners/jdk.sh"), repository.resolve("runners/jdk.sh"));
    Files.writeString(repository.resolve("pom.xml"), "<project/>");
    setTime(repository.resolve("pom.xml"), "2020-01-01T00:00:00Z");
    jdk = jdk("17.0.1", "jdk");
    program(folder.resolve("bin/mvn"), MVN);
  }

  private static void copyIfThere(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    if (Files.exists(from)) {
      Files.copy(from, to);
    }
  }

  private Path jdk(String version, String name) throws IOException {
    Path home = folder.resolve(name);
    program(home.resolve("bin/java"), JAVA);
    program(home.resolve("bin/javac"), JAVA);
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void program(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true), is(true));
  }

  private static void setTime(Path file, String instant) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(instant)));
  }

  private Process begin(Path java, String... args) throws IOException {
    String[] command = new String[args.length + 2];
    command[0] = "bash";
    command[1] = repository.resolve("braintrust-beam").toString();
    System.arraycopy(args, 0, command, 2, args.length);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(name -> name.contains("JAVA"));
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                java.toString(),
                "PATH",
                folder.resolve("bin") + ":" + System.getenv("PATH")));
    return builder.redirectErrorStream(true).start();
  }

  private static String end(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(5, TimeUnit.MINUTES), is(true));
    assertThat(out, process.exitValue(), is(0));
    return out;
  }

  private String type(String... args) throws Exception {
    return end(begin(jdk, args));
  }

  private Path target(String name) {
    return repository.resolve("runners/target").resolve(name);
  }

  @Test
  void theFirstStartBuildsAndArchivesAndTheSecondUsesBoth() throws Exception {
    String first = type("fetch", "x y");
    String second = type("fetch", "x y");

    assertThat(first, startsWith("building braintrust-beam"));
    assertThat(second, startsWith("java "));
    assertThat(second, containsString(ARCHIVE + target("braintrust-beam.jsa")));
    assertThat(second, containsString("-jar " + target("braintrust-beam.jar") + " fetch x y"));
    assertThat(first, containsString(second));
    assertThat(Files.readString(repository.resolve("builds")), is("build\n"));
  }

  @Test
  void leavesAnArchiveAloneThatIsCutOff() throws Exception {
    type("--version");
    Files.writeString(target("braintrust-beam.jsa"), "01234");

    assertThat(type("--version"), allOf(startsWith("java "), not(containsString(ARCHIVE))));
  }

  @Test
  void leavesAnArchiveAloneThatIsOlderThanTheJar() throws Exception {
    type("--version");
    setTime(target("braintrust-beam.jsa"), "2021-01-01T00:00:00Z");
    Files.writeString(jdk.resolve("bin/fails"), "");
    type("--version");

    assertThat(type("--version"), allOf(startsWith("java "), not(containsString(ARCHIVE))));
  }

  @Test
  void leavesAnArchiveAloneThatAnotherJdkMade() throws Exception {
    type("--version");
    String elsewhere = end(begin(jdk("21.0.1", "other"), "--version"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.2\"\n");
    String updated = type("--version");

    assertThat(elsewhere, allOf(startsWith("java "), not(containsString(ARCHIVE))));
    assertThat(updated, allOf(startsWith("java "), not(containsString(ARCHIVE))));
    assertThat(Files.exists(target("braintrust-beam.jsa")), is(true));
  }

  @Test
  void makesOneForAJarThatMavenHasBuiltByItself() throws Exception {
    type("--version");
    for (String suffix : new String[] {"", ".complete"}) {
      Files.delete(target("braintrust-beam.jsa" + suffix));
    }

    assertThat(
        type("--version"), allOf(startsWith("preparing quick starts"), containsString(ARCHIVE)));
    assertThat(Files.readString(repository.resolve("builds")), is("build\n"));
  }

  @Test
  void startsWithoutAnArchiveWhereNoneCanBeMade() throws Exception {
    Files.writeString(jdk.resolve("bin/fails"), "");

    String first = type("--version");
    String second = type("--version");

    assertThat(first, containsString("warning: starts will be slower"));
    assertThat(Files.readString(target("archive.log")), is("out of luck\n"));
    assertThat(second, allOf(startsWith("java "), not(containsString(ARCHIVE))));
  }

  @Test
  void makesTheArchiveWhereAnEarlierStartWasStoppedMeanwhile() throws Exception {
    Path slow = Files.writeString(jdk.resolve("bin/slow"), "");
    Process stopped = begin(jdk, "--version");
    Path log = target("archive.log");
    while (!Files.exists(log) || Files.size(log) == 0) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    stopped.destroyForcibly().waitFor();
    Files.delete(slow);

    assertThat(type("--version"), containsString(ARCHIVE));
  }

  @Test
  void makesTheArchiveAnewWithTheJar() throws Exception {
    type("--version");
    Files.writeString(target("braintrust-beam.jsa"), "of an older jar");
    Files.delete(target("braintrust-beam.jar"));

    assertThat(type("--version"), containsString(ARCHIVE));
    assertThat(Files.readString(target("braintrust-beam.jsa")), is("0123456789"));
  }

  @Test
  void oneOfTwoFirstStartsBuildsAndBothRun() throws Exception {
    Process one = begin(jdk, "--version");
    Process two = begin(jdk, "--version");

    assertThat(end(one), containsString("java "));
    assertThat(end(two), containsString("java "));
    assertThat(Files.readString(repository.resolve("builds")), is("build\n"));
    assertThat(type("--version"), containsString(ARCHIVE));
  }

  @Test
  void updatesGoWithoutTheOptimizingCompiler() throws Exception {
    type("--version");

    assertThat(type("update-dataset", "e"), containsString("-XX:TieredStopAtLevel=1"));
    assertThat(type("fetch", "e"), not(containsString("TieredStopAtLevel")));
  }
}
