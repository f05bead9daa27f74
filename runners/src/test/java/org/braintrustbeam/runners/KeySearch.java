package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.braintrustbeam.io.row.RawJson;

/** Looks for a key where a cluster shows or keeps things. */
final class KeySearch {
  private KeySearch() {}

  /** Of every page that tells of a job, or of the cluster, those with the key. */
  static List<String> pages(OwnCluster cluster, String key)
      throws IOException, InterruptedException {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/config",
                "/overview",
                "/jobs/overview",
                "/jobmanager/config",
                "/jobmanager/environment",
                "/jobmanager/logs",
                "/taskmanagers"));
    List<RawJson> jobs = RawJson.of(cluster.get("/jobs/overview")).field("jobs").elements();
    assertThat(jobs.size(), greaterThan(0));
    for (RawJson job : jobs) {
      String path = "/jobs/" + job.field("jid").text();
      assertThat(
          cluster.get(path + "/config"), containsString("\"readMode\":")); // it shows options
      for (String page : List.of("", "/config", "/plan", "/accumulators", "/exceptions")) {
        paths.add(path + page);
      }
      paths.add(path + "/jobmanager/config");
      paths.add(path + "/jobmanager/environment");
    }
    List<String> leaks = new ArrayList<>();
    for (String path : paths) {
      if (cluster.get(path).contains(key)) {
        leaks.add(path);
      }
    }
    return leaks;
  }

  /** The files below a folder with the key. */
  static List<Path> files(Path folder, String key) throws IOException {
    List<Path> leaks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(key)) {
          leaks.add(file);
        }
      }
    }
    return leaks;
  }
}
