package org.braintrustbeam.io.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys by the name of their environment variable: what the launcher found elsewhere, e.g. in a
 * {@code .env} file, else the environment. They stay in this process and are never printed.
 */
public final class Secrets {
  private static final Map<String, String> OF_THIS_PROCESS = new ConcurrentHashMap<>();

  private Secrets() {}

  /** Sets a key for this process; null to take it from the environment again. */
  public static void set(String variable, @Nullable String value) {
    if (value == null) {
      OF_THIS_PROCESS.remove(variable);
    } else {
      OF_THIS_PROCESS.put(variable, value);
    }
  }

  /** The key of that name, as it was given; null if there is none. */
  public static @Nullable String get(String variable) {
    String value = OF_THIS_PROCESS.get(variable);
    return value != null ? value : System.getenv(variable);
  }
}
