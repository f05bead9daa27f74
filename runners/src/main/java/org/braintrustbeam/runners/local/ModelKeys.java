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
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.runners.options.Given;

/**
 * The keys that models may be asked with, out of {@code .env} too; for commands that ask some, and
 * as long as they run.
 */
final class ModelKeys implements AutoCloseable {
  private final Map<String, String> keys;

  private ModelKeys(Map<String, String> keys) {
    this.keys = keys;
    keys.forEach(Secrets::set);
  }

  /**
   * Those that the user has.
   *
   * @throws UsageException if the file of one cannot be read
   */
  static ModelKeys find(BraintrustOptions options, Given given) {
    Map<String, String> keys = new LinkedHashMap<>();
    ModelFlags.of(options).forEach(model -> find(model, given, keys));
    return new ModelKeys(keys);
  }

  private static void find(ModelFlags model, Given given, Map<String, String> keys) {
    for (String variable : model.variables()) {
      String key = given.variable(variable);
      if (key != null && !variable.equals(ApiKey.VARIABLE)) {
        keys.putIfAbsent(variable, key);
      }
    }
    useFile(model, keys);
  }

  /** For a throw-away server, which answers as all models too: the user's own keys stay at home. */
  static ModelKeys ofServer(BraintrustOptions options, Given given) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (ModelFlags model : ModelFlags.of(options)) {
      if (given.typed(model.baseFlag())) {
        find(model, given, keys);
      } else {
        model.setBase().accept(null); // the environment speaks of the real one
        model.setKeyFile().accept(null);
        keys.put(model.first(), LocalServer.KEY);
      }
    }
    return new ModelKeys(keys);
  }

  /**
   * Names the file as a worker with another working directory finds it. A pipe can be read once:
   * then the key is this process's.
   */
  private static void useFile(ModelFlags model, Map<String, String> keys) {
    String file = model.keyFile().get();
    if (file == null) {
      return;
    }
    try {
      Path path = Path.of(file).toAbsolutePath();
      keys.put(model.first(), Files.readString(path).strip());
      model.setKeyFile().accept(Files.isRegularFile(path) ? path.toString() : null);
    } catch (IOException | InvalidPathException e) {
      String shown = file.startsWith("sk-") ? "" : " " + file;
      throw new UsageException(
          model.keyFileFlag() + shown + ": there is no such file, or it cannot be read");
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
