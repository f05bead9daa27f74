package org.braintrustbeam.runners.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.braintrust.ApiKey;
import org.braintrustbeam.io.http.Secrets;
import org.braintrustbeam.io.model.KeyPlaces;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.createfacetdataset.LabellingOptions;
import org.braintrustbeam.runners.options.Given;

/**
 * The keys that a model which labels may be asked with, out of {@code .env} too; for commands that
 * have such a model, and as long as they run.
 */
final class LabellingKeys implements AutoCloseable {
  /** What was set for this very purpose, and so goes before everything else. */
  private static final String FIRST = KeyPlaces.labelling().get(0);

  private final Map<String, String> keys;

  private LabellingKeys(Map<String, String> keys) {
    this.keys = keys;
    keys.forEach(Secrets::set);
  }

  /**
   * Those that the user has.
   *
   * @throws UsageException if the file of one cannot be read
   */
  static LabellingKeys find(BraintrustOptions options, Given given) {
    Map<String, String> keys = new LinkedHashMap<>();
    if (options instanceof LabellingOptions labelling) {
      for (String variable : KeyPlaces.labelling()) {
        String key = given.variable(variable);
        if (key != null && !variable.equals(ApiKey.VARIABLE)) {
          keys.put(variable, key);
        }
      }
      useFile(labelling, keys);
    }
    return new LabellingKeys(keys);
  }

  /** For a throw-away server, which answers as a model too: the user's own keys stay at home. */
  static LabellingKeys ofServer(BraintrustOptions options, Given given) {
    if (!(options instanceof LabellingOptions labelling)) {
      return new LabellingKeys(Map.of());
    }
    if (given.typed("--ground-truth-api-base")) {
      return find(options, given);
    }
    labelling.setGroundTruthApiBase(null); // the environment speaks of the real one
    labelling.setGroundTruthApiKeyFile(null);
    return new LabellingKeys(Map.of(FIRST, LocalServer.KEY));
  }

  /**
   * Names the file as a worker with another working directory finds it. A pipe can be read once:
   * then the key is this process's.
   */
  private static void useFile(LabellingOptions options, Map<String, String> keys) {
    String file = options.getGroundTruthApiKeyFile();
    if (file == null) {
      return;
    }
    try {
      Path path = Path.of(file).toAbsolutePath();
      String key = Files.readString(path).strip();
      keys.put(FIRST, key);
      options.setGroundTruthApiKeyFile(Files.isRegularFile(path) ? path.toString() : null);
    } catch (IOException | InvalidPathException e) {
      String shown = file.startsWith("sk-") ? "" : " " + file;
      throw new UsageException(
          "--ground-truth-api-key-file" + shown + ": there is no such file, or it cannot be read");
    }
  }

  /** So that no message repeats one. */
  List<String> keys() {
    return new ArrayList<>(keys.values());
  }

  @Override
  public void close() {
    keys.keySet().forEach(variable -> Secrets.set(variable, null));
  }
}
