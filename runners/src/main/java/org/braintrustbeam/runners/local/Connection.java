package org.braintrustbeam.runners.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.braintrustbeam.io.braintrust.ApiKey;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.runners.options.Given;
import org.jspecify.annotations.Nullable;

/** What a run needs to reach Braintrust: a key, or a server of its own. */
public final class Connection implements AutoCloseable {
  /** The value of {@code --api-url} that asks for a throw-away server. */
  private static final String EMBEDDED = "embedded";

  private final String key;
  private final @Nullable LocalServer server;
  private final ModelKeys models;

  private Connection(String key, @Nullable LocalServer server, ModelKeys models) {
    this.key = key;
    this.server = server;
    this.models = models;
    ApiKey.use(key);
  }

  /**
   * Finds the key, or starts the server and points the options to it.
   *
   * @throws UsageException if there is no key
   */
  public static Connection open(BraintrustOptions options, Given given) throws IOException {
    if (isEmbedded(options)) {
      return embedded(options, given);
    }
    String key = key(options.getApiKeyFile(), given);
    nameForWorkers(options);
    return new Connection(key, null, ModelKeys.find(options, given));
  }

  /** Whether the server is to be one of this process. */
  public static boolean isEmbedded(BraintrustOptions options) {
    return EMBEDDED.equals(options.getApiUrl());
  }

  /** The keys of this run. */
  public List<String> keys() {
    return Stream.concat(Stream.of(key), models.keys().stream()).toList();
  }

  @Override
  public void close() {
    ApiKey.use(null);
    models.close();
    if (server != null) {
      server.close();
    }
  }

  private static Connection embedded(BraintrustOptions options, Given given) throws IOException {
    LocalServer server = LocalServer.withDemoData();
    options.setApiUrl(server.url());
    options.setAppUrl(server.url());
    if (!given.typed("--org")) {
      options.setOrg(null); // the environment speaks of the service's organisations
    }
    options.setApiKeyFile(null); // the user's own key is for the service alone
    return new Connection(LocalServer.KEY, server, ModelKeys.ofServer(options, given));
  }

  private static String key(@Nullable String file, Given given) {
    String key = file == null ? given.variable(ApiKey.VARIABLE) : read(file);
    if (key == null || key.isBlank()) {
      throw new UsageException(
          file == null
              ? "no API key: set BRAINTRUST_API_KEY, put it into .env, or give --api-key-file FILE"
              : "--api-key-file " + file + ": the file is empty");
    }
    return checked(key.strip());
  }

  /**
   * Names the file as a worker with another working directory finds it. A pipe, as of {@code <(…)},
   * can be read once: then the key is this process's.
   */
  private static void nameForWorkers(BraintrustOptions options) {
    String file = options.getApiKeyFile();
    if (file != null) {
      Path path = Path.of(file).toAbsolutePath();
      options.setApiKeyFile(Files.isRegularFile(path) ? path.toString() : null);
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(
          "--api-key-file%s: there is no such file, or it cannot be read".formatted(shown(file)));
    }
  }

  /** A key that was given here by mistake is not to be repeated. */
  private static String shown(String file) {
    return file.startsWith("sk-") ? "" : " " + file;
  }

  /** An HTTP header takes nothing else, and its own error would come late and show the key. */
  private static String checked(String key) {
    if (!key.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
      throw new UsageException(
          "the API key has a blank, a line break or a letter outside ASCII in it");
    }
    return key;
  }
}
