package org.braintrustbeam.io.braintrust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.braintrustbeam.io.http.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Where the API key of this process comes from: a file, what the launcher found, or the
 * environment.
 *
 * <p>The key is no option and no element, so that it is in no job graph and no web page. A worker
 * on a cluster has its own environment or the file.
 */
public final class ApiKey {
  /** The environment variable that holds the key. */
  public static final String VARIABLE = "BRAINTRUST_API_KEY";

  private static final String NONE =
      "no API key: set " + VARIABLE + " (or put it into .env), or give --api-key-file FILE";

  /** The launcher's own environment does not help there. */
  private static final String NONE_ON_WORKER =
      "no API key on a worker: set "
          + VARIABLE
          + " in the environment of the workers (with Flink: of the TaskManagers),"
          + " or give --api-key-file FILE with a path that they can read";

  private ApiKey() {}

  /** Sets the key for this process, e.g. out of a {@code .env} file. */
  public static void use(@Nullable String key) {
    Secrets.set(VARIABLE, key);
  }

  /**
   * The key, in the launcher's process.
   *
   * @param file the file that holds it, or null
   * @throws BraintrustException if there is none, or the file cannot be read
   */
  public static String find(@Nullable String file) {
    return find(file, false);
  }

  /** The key where these settings are used, in the launcher's process or on a worker. */
  static String find(ConnectionSettings settings) {
    return find(settings.apiKeyFile(), settings.workers().areElsewhere());
  }

  private static String find(@Nullable String file, boolean onWorker) {
    String key = file != null ? read(file, onWorker) : Secrets.get(VARIABLE);
    if (key == null || key.isBlank()) {
      throw new BraintrustException(onWorker ? NONE_ON_WORKER : NONE);
    }
    return key.strip();
  }

  private static String read(String file, boolean onWorker) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      String where = onWorker ? " on a worker; each needs to read it at that path" : "";
      throw new BraintrustException(
          "cannot read the API key from --api-key-file " + file + where, e);
    }
  }
}
