package org.braintrustbeam.runners.options;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/** The environment, completed by a {@code .env} file that never overrides it. */
public final class Variables {
  private static final String DEFAULT_FILE = ".env";

  private final Map<String, String> values;

  private Variables(Map<String, String> values) {
    this.values = values;
  }

  /** The environment alone. */
  public static Variables of(Map<String, String> environment) {
    return new Variables(Map.copyOf(environment));
  }

  /**
   * With a file's variables added.
   *
   * @param folder where {@code .env} is looked for
   * @param named the file the user named, which must exist; null for {@code .env} if it is there
   * @throws UsageException if the file cannot be read
   */
  public static Variables of(Map<String, String> environment, Path folder, @Nullable String named) {
    Path file = folder.resolve(named == null ? DEFAULT_FILE : named).toAbsolutePath();
    // A folder called .env is a Python environment, and no business of ours.
    if (named == null && !Files.isRegularFile(file)) {
      return of(environment);
    }
    Map<String, String> values = new HashMap<>(read(file, named));
    values.putAll(environment);
    return new Variables(values);
  }

  /** A variable's value; null if it is not set, or set to nothing. */
  public @Nullable String get(String name) {
    String value = values.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  private static Map<String, String> read(Path file, @Nullable String named) {
    String shown = named == null ? DEFAULT_FILE : "--env-file " + named;
    if (!Files.isRegularFile(file)) {
      throw new UsageException(shown + ": no such file");
    }
    if (!Files.isReadable(file)) {
      throw new UsageException(shown + ": no permission to read it");
    }
    return parse(file, shown, named == null);
  }

  /** Other programs' odd lines in a {@code .env} must not stop a run; a named file is ours. */
  private static Map<String, String> parse(Path file, String shown, boolean lenient) {
    var dotenv =
        Dotenv.configure()
            .directory(String.valueOf(file.getParent()))
            .filename(String.valueOf(file.getFileName()));
    try {
      Map<String, String> values = new HashMap<>();
      (lenient ? dotenv.ignoreIfMalformed() : dotenv)
          .load()
          .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE)
          .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
      return values;
    } catch (DotenvException e) {
      // Its message quotes the line, and that may be the one with the key: so no cause either.
      throw new UsageException(shown + ": a line in it is not of the form NAME=value");
    }
  }
}
