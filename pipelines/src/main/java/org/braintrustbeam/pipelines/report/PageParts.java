package org.braintrustbeam.pipelines.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is the same in every page: style, libraries, our own script, and the policy that lets these
 * run and nothing else.
 */
record PageParts(String policy, String style, List<String> scripts) {
  /** Libraries in the order in which one needs the other; the build takes them from WebJars. */
  static final List<String> LIBRARIES =
      List.of(
          "jquery.slim.min.js",
          "dataTables.min.js",
          "chart.umd.min.js",
          "chartjs-plugin-annotation.min.js");

  static PageParts load() throws IOException {
    String style = resource("report.css");
    List<String> scripts = new ArrayList<>();
    for (String library : LIBRARIES) {
      scripts.add(resource("libraries/" + library));
    }
    scripts.add(resource("report.js"));
    return new PageParts(policy(style, scripts), style, List.copyOf(scripts));
  }

  /** Names styles and scripts by their digests: what slips in from a row would not be run. */
  private static String policy(String style, List<String> scripts) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; script-src "
        + scripts.stream().map(PageParts::digest).collect(Collectors.joining(" "))
        + "; style-src "
        + digest(style);
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** As it will be in the page, and without the reference to a map that is not there. */
  private static String resource(String name) throws IOException {
    try (InputStream in = PageParts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("not in the program: " + name);
      }
      String text = new String(in.readAllBytes(), UTF_8);
      return PageText.clean(text.replaceAll("(?m)^//# sourceMappingURL=.*$", "")).strip();
    }
  }
}
