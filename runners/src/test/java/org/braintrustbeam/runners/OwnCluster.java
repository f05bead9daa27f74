package org.braintrustbeam.runners;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A Flink cluster in this process, with a REST port and the classes at hand. */
final class OwnCluster implements AutoCloseable {
  /** The system property that names the jars for a cluster. */
  static final String JARS = "braintrust.beam.cluster.jars";

  private final HttpClient http = HttpClient.newHttpClient();
  private final MiniCluster cluster;
  private final Path jar;
  private final String address;

  private OwnCluster(MiniCluster cluster, Path jar) throws Exception {
    this.cluster = cluster;
    this.jar = jar;
    URI rest = cluster.getRestAddress().get();
    this.address = rest.getHost() + ":" + rest.getPort();
  }

  /** Two TaskManagers of two slots; what they leave on the disk is in the folder. */
  static OwnCluster start(Path folder) throws Exception {
    return start(folder, Map.of());
  }

  /** With more settings. */
  static OwnCluster start(Path folder, Map<String, String> settings) throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("rest.bind-address", "127.0.0.1");
    configuration.setString("rest.address", "127.0.0.1");
    configuration.setString("rest.port", "0");
    configuration.setString("rest.bind-port", "0");
    configuration.setString("taskmanager.memory.managed.size", "64m");
    configuration.setString("io.tmp.dirs", folder.toString());
    configuration.setString("blob.storage.directory", folder.toString());
    settings.forEach(configuration::setString);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(2)
                .setNumSlotsPerTaskManager(2)
                .build());
    cluster.start();
    return new OwnCluster(cluster, emptyJar(folder));
  }

  /** Without any at all Beam would send everything that is on the class path. */
  private static Path emptyJar(Path folder) throws IOException {
    Path jar = folder.resolve("nothing.jar");
    new JarOutputStream(Files.newOutputStream(jar), new Manifest()).close();
    return jar;
  }

  /** What a launcher sends it, as the value of {@link #JARS}. */
  String jars() {
    return jar.toString();
  }

  /** For {@code --flink-master}. */
  String address() {
    return address;
  }

  /** A page of its REST interface, byte for character. */
  String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create("http://" + address + path)).build());
  }

  /** Ends a job, as the button of its web page does. */
  void cancel(String job) throws IOException, InterruptedException {
    String unused =
        send(
            HttpRequest.newBuilder(URI.create("http://" + address + "/jobs/" + job))
                .method("PATCH", BodyPublishers.noBody())
                .build());
  }

  private String send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
        .body();
  }

  @Override
  public void close() {
    try {
      cluster.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
