package org.braintrustbeam.io.model;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.braintrust.ApiKey;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.http.SafeUrl;
import org.braintrustbeam.io.http.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Where the key of a model's service may be found; travels to the workers, so it never holds one.
 *
 * <p>A file goes before the variables, and of these the first that is set <em>and</em> may go to
 * the host that is asked. A key that was set for this purpose goes to whatever host was named along
 * with it. A key that a person has for something else does not go astray: {@value #OPENAI} is sent
 * to api.openai.com alone, {@code BRAINTRUST_API_KEY} to Braintrust and to the data plane of the
 * run, which is given it anyway; both also to this machine. Any of them goes over https alone, or
 * plain http to this machine.
 *
 * @param variables names of environment variables, the first one first
 * @param file a file that holds the key and that every worker can read; null for none
 * @param fileFlag the flag that names the file, for messages
 * @param dataPlane host of the run's own data plane; null if it is one of Braintrust's
 */
public record KeyPlaces(
    List<String> variables, @Nullable String file, String fileFlag, @Nullable String dataPlane)
    implements Serializable {
  private static final String OPENAI = "OPENAI_API_KEY";

  /** Checks that there is a place at all. */
  public KeyPlaces {
    variables = List.copyOf(variables);
    if (variables.isEmpty() && file == null) {
      throw new IllegalArgumentException("variables must name at least one without a file");
    }
  }

  /** The variables whose key labels, in their order. */
  public static List<String> labelling() {
    return List.of(
        "FACET_OPTIMIZER_GROUND_TRUTH_API_KEY",
        "FACET_OPTIMIZER_LABEL_API_KEY",
        "FACET_OPTIMIZER_JUDGE_API_KEY",
        OPENAI,
        ApiKey.VARIABLE);
  }

  /** The variables whose key asks a model under test, in their order. */
  public static List<String> evals() {
    return List.of("FACET_OPTIMIZER_API_KEY", OPENAI, ApiKey.VARIABLE);
  }

  /** The variables whose key asks a judge, in their order. */
  public static List<String> judging() {
    return List.of(
        "FACET_OPTIMIZER_FACTUALITY_API_KEY",
        "FACET_OPTIMIZER_JUDGE_API_KEY",
        OPENAI,
        ApiKey.VARIABLE);
  }

  /**
   * The key for this host, read anew.
   *
   * @param onWorker whether this is another process than the launcher's
   * @throws BraintrustException if there is none; its message names the places, never a key
   */
  String find(HttpUrl host, boolean onWorker) {
    if (file != null) {
      return checked(read(file, onWorker), fileFlag + " " + file);
    }
    List<String> elsewhere = new ArrayList<>();
    for (String variable : variables) {
      String key = Secrets.get(variable);
      if (key != null && !key.isBlank()) {
        if (mayGoTo(variable, host)) {
          return checked(key, variable);
        }
        elsewhere.add(variable);
      }
    }
    throw new BraintrustException(none(host, elsewhere, onWorker));
  }

  /** Where a person would look, for a message. */
  String names() {
    return file != null ? fileFlag : String.join(", ", variables);
  }

  private boolean mayGoTo(String variable, HttpUrl host) {
    if (SafeUrl.isLoopback(host.host())) {
      return true;
    }
    return switch (variable) {
      case OPENAI -> host.host().equals("api.openai.com");
      case ApiKey.VARIABLE -> isBraintrust(host) || host.host().equals(dataPlane);
      default -> true;
    };
  }

  private static boolean isBraintrust(HttpUrl host) {
    return SafeUrl.isBraintrust(host) || host.host().equals("braintrustproxy.com");
  }

  private String none(HttpUrl host, List<String> elsewhere, boolean onWorker) {
    String kept =
        elsewhere.isEmpty()
            ? ""
            : " (not sent there, as meant for another service: "
                + String.join(", ", elsewhere)
                + ")";
    String where = onWorker ? " in the environment of the workers" : " (or put it into .env)";
    String first = variables.isEmpty() ? "" : "set " + variables.get(0) + where + ", or ";
    return "no API key for the models at "
        + host.host()
        + (onWorker ? " on a worker" : "")
        + kept
        + ": "
        + first
        + "give "
        + fileFlag
        + " FILE";
  }

  private String read(String path, boolean onWorker) {
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      String where = onWorker ? " on a worker; each needs to read it at that path" : "";
      throw new BraintrustException(
          "cannot read the API key from " + fileFlag + " " + path + where, e);
    }
  }

  /** A header would say what is wrong with a key by printing it. */
  private static String checked(String key, String place) {
    String stripped = key.strip();
    if (stripped.isEmpty()) {
      throw new BraintrustException("there is no API key in " + place);
    }
    if (!stripped.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new BraintrustException(
          "the API key in " + place + " holds a character that no header can carry");
    }
    return stripped;
  }
}
