package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files for Kubernetes, which nothing here can run, agree with the build and each other. */
class DeployFilesTest {
  private static final Path MANIFEST = Path.of("deploy", "FlinkDeployment.yaml");
  private static final Path APPLICATION = Path.of("deploy", "FlinkApplication.yaml");
  private static final Path DOCKERFILE = Path.of("deploy", "Dockerfile");

  private static Map<String, JsonNode> manifest() throws IOException {
    Map<String, JsonNode> objects = new TreeMap<>();
    try (MappingIterator<JsonNode> all =
        new YAMLMapper().readerFor(JsonNode.class).readValues(MANIFEST.toFile())) {
      while (all.hasNext()) {
        JsonNode object = all.next();
        objects.put(object.path("kind").asText(), object);
      }
    }
    return objects;
  }

  private static JsonNode object(String kind) throws IOException {
    return manifest().getOrDefault(kind, TextNode.valueOf("no " + kind));
  }

  /** What stands first between these tags in the root pom. */
  private static String ofPom(String tag) throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    Matcher found = Pattern.compile("<" + tag + ">([^<]*)</").matcher(pom);
    assertThat(tag, found.find());
    return found.group(1);
  }

  private static JsonNode launcher() throws IOException {
    return object("Job").at("/spec/template/spec/containers/0");
  }

  @Test
  void theClusterHasTheVersionThatTheProgramIsBuiltWith() throws IOException {
    String flink = ofPom("flink.version");
    String java = ofPom("maven.compiler.release");

    JsonNode spec = object("FlinkDeployment").path("spec");

    assertThat(spec.path("image").asText(), is("flink:" + flink + "-java" + java));
    assertThat(
        spec.path("flinkVersion").asText(),
        is("v" + flink.replaceFirst("\\.\\d+$", "").replace('.', '_')));
  }

  @Test
  void theLauncherIsThisProgram() throws IOException {
    String image = "braintrust-beam:" + ofPom("version");
    String dockerfile = Files.readString(DOCKERFILE);

    assertThat(launcher().path("image").asText(), is(image));
    assertThat(dockerfile, containsString("-t " + image + " "));
    assertThat(
        dockerfile,
        containsString("FROM eclipse-temurin:" + ofPom("maven.compiler.release") + "-jre"));
  }

  @Test
  void launcherAndTaskManagersHaveTheKeyFromASecretAndShareAFolder() throws IOException {
    JsonNode pod = object("FlinkDeployment").at("/spec/taskManager/podTemplate/spec");
    JsonNode job = object("Job").at("/spec/template/spec");

    for (String part : List.of("/containers/0/env", "/containers/0/volumeMounts", "/volumes")) {
      assertThat(part, pod.at(part).isArray());
      assertThat(part, job.at(part), is(pod.at(part)));
    }
    assertThat(
        pod.at("/containers/0/env/0/valueFrom/secretKeyRef/name").asText(), is("braintrust"));
    assertThat(
        pod.at("/volumes/0/persistentVolumeClaim/claimName").asText(),
        is(object("PersistentVolumeClaim").at("/metadata/name").asText()));
  }

  @Test
  void theLauncherGivesTheClustersAddressAndAnOutputThatIsShared() throws IOException {
    String cluster = object("FlinkDeployment").at("/metadata/name").asText();
    String shared = launcher().at("/volumeMounts/0/mountPath").asText();

    String arguments = launcher().path("args").toString();

    assertThat(arguments, containsString("--flink-master=" + cluster + "-rest:8081"));
    assertThat(arguments, containsString("--output=" + shared + "/"));
  }

  @Test
  void theLauncherWaitsForTheClusterThatIsAppliedAlongWithIt() throws IOException {
    JsonNode before = object("Job").at("/spec/template/spec/initContainers/0");
    String cluster = object("FlinkDeployment").at("/metadata/name").asText();

    assertThat(before.path("image"), is(object("FlinkDeployment").at("/spec/image")));
    assertThat(
        before.at("/command/2").asText(), containsString("/dev/tcp/" + cluster + "-rest/8081 "));
  }

  /** 3 means that the run is done, but for some rows. */
  @Test
  void theLauncherThatIsOutOfMemoryDoesNotSayThatItIsDone() throws IOException {
    String dockerfile = Files.readString(DOCKERFILE).replaceAll("(?m)^#.*", "");

    assertThat(dockerfile, containsString("-XX:+CrashOnOutOfMemoryError"));
    assertThat(dockerfile, not(containsString("ExitOnOutOfMemoryError")));
  }

  @Test
  void applicationModeIsTheSameRunInOneCluster() throws IOException {
    JsonNode application = new YAMLMapper().readTree(APPLICATION.toFile());
    JsonNode spec = application.path("spec");
    JsonNode session = object("FlinkDeployment").path("spec");

    assertThat(spec.path("flinkVersion"), is(session.path("flinkVersion")));
    assertThat(spec.path("image").asText(), is("braintrust-beam-flink:" + ofPom("version")));
    assertThat(
        Files.readString(APPLICATION), containsString("FROM " + session.path("image").asText()));
    assertThat(spec.at("/job/entryClass").asText(), is(Main.class.getName()));
    assertThat(
        spec.at("/job/args").toString(),
        containsString("--flink-master=" + application.at("/metadata/name").asText() + "-rest:"));
    assertThat(spec.path("podTemplate"), is(session.at("/taskManager/podTemplate")));
    assertThat(spec.at("/flinkConfiguration/execution.attached"), is(TextNode.valueOf("true")));
    assertThat(spec.path("flinkConfiguration"), everyItem(instanceOf(TextNode.class)));
  }

  @Test
  void aLostTaskManagerDoesNotEndARun() throws IOException {
    JsonNode settings = object("FlinkDeployment").at("/spec/flinkConfiguration");

    assertThat(settings.path("restart-strategy.type").asText(), is("fixed-delay"));
    // The operator takes texts and nothing else.
    assertThat(settings, everyItem(instanceOf(TextNode.class)));
  }
}
