package org.braintrustbeam.runners.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cdimascio.dotenv.DotenvException;
import io.github.cdimascio.dotenv.internal.DotenvParser;
import io.github.cdimascio.dotenv.internal.DotenvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
    try {
      Map<String, String> values = new HashMap<>();
      new DotenvParser(new ShellLines(file), false, !lenient)
          .parse()
          .forEach(entry -> values.put(entry.getKey(), entry.getValue()));
      return values;
    } catch (DotenvException e) {
      // Its message quotes the line, and that may be the one with the key: so no cause either.
      throw new UsageException(shown + ": a line in it is not of the form NAME=value");
    }
  }

  /** The lines of a file that a shell may read too: with {@code export} before a name. */
  private static final class ShellLines extends DotenvReader {
    private static final Pattern EXPORT = Pattern.compile("^\\s*export\\s+");

    private final Path file;

    ShellLines(Path file) {
      super(String.valueOf(file.getParent()), String.valueOf(file.getFileName()));
      this.file = file;
    }

    @Override
    public List<String> read() throws IOException {
      String text = new String(Files.readAllBytes(file), UTF_8);
      String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
      return unmarked.lines().map(line -> EXPORT.matcher(line).replaceFirst("")).toList();
    }
  }
}
