package org.braintrustbeam.pipelines.createfacetdataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.braintrustbeam.io.files.AtomicFile;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.createfacetdataset.SourceQuery.TimeRange;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one run: its artifacts, the answers it has bought, and in {@code run.json} what it
 * takes to go on with it.
 *
 * @param id when the run began
 * @param path the folder, as its root was given
 */
public record RunFolder(String id, String path) {
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern IS_ID = Pattern.compile("[0-9A-Za-z_-]+");
  private static final String STATE = "run.json";
  private static final String RANGE = "created";

  /**
   * What a run was begun with.
   *
   * @param settings texts by name that must be the same when it is resumed
   * @param range when its spans were created; null if none were found, or if traces are named
   */
  public record State(Map<String, String> settings, @Nullable TimeRange range) {}

  /** A new folder; runs of the same second get one each. */
  public static RunFolder begin(String root, Instant now) throws IOException {
    if (NamedFile.isUrl(root)) {
      return of(root, ID.format(now));
    }
    Files.createDirectories(path(root));
    Instant second = now;
    while (true) {
      RunFolder folder = of(root, ID.format(second));
      try {
        Files.createDirectory(Path.of(folder.path()));
        return folder;
      } catch (FileAlreadyExistsException e) {
        second = second.plusSeconds(1); // another run began in that one
      }
    }
  }

  /**
   * The folder of a run that was begun.
   *
   * @throws UsageException if there is no such run
   */
  public static RunFolder resume(String root, String id) {
    if (!IS_ID.matcher(id).matches()) {
      throw new UsageException(
          "--resume must be the id of a run, e.g. 20260601T120000Z, got " + id);
    }
    RunFolder folder = of(root, id);
    if (!NamedFile.isUrl(root) && !Files.isRegularFile(Path.of(folder.file(STATE)))) {
      throw new UsageException("--resume " + id + ": no run of that id has begun in " + root);
    }
    return folder;
  }

  private static RunFolder of(String root, String id) {
    return new RunFolder(id, root.replaceFirst("(?<=.)/+$", "") + "/" + id);
  }

  private static Path path(String root) {
    try {
      return Path.of(root);
    } catch (InvalidPathException e) {
      throw new UsageException("--output-root " + root + ": not the name of a folder");
    }
  }

  /** Where bought answers are kept, as workers in another working directory find it. */
  public String answers() {
    return NamedFile.isUrl(path)
        ? file("answers")
        : Path.of(path).toAbsolutePath().resolve("answers").toString();
  }

  /** The name of a file in it. */
  public String file(String name) {
    return path + "/" + name;
  }

  /** Writes a file that is there as a whole or not at all. */
  public void write(String name, AtomicFile.Content content) throws IOException {
    try {
      NamedFile.write(file(name), content);
    } catch (IOException e) {
      throw new IOException("cannot write " + file(name) + ": " + e.getMessage(), e);
    }
  }

  public void writeText(String name, String text) throws IOException {
    write(name, out -> out.write(text.getBytes(UTF_8)));
  }

  /** Keeps what the run is begun with. */
  public void keep(State state) throws IOException {
    Map<String, RawJson> settings = new LinkedHashMap<>();
    state.settings().forEach((name, value) -> settings.put(name, JsonMerge.string(value)));
    Map<String, RawJson> json = new LinkedHashMap<>();
    json.put("settings", JsonMerge.object(settings));
    TimeRange range = state.range();
    json.put(
        RANGE,
        range == null
            ? RawJson.NULL
            : JsonMerge.object(
                Map.of(
                    "first", JsonMerge.string(range.first()),
                    "last", JsonMerge.string(range.last()))));
    writeText(STATE, JsonMerge.object(json) + "\n");
  }

  /**
   * When the spans of the run were created, to go on with these.
   *
   * @param settings those of now
   * @throws UsageException if the run was begun with others
   */
  public @Nullable TimeRange rangeOf(Map<String, String> settings) throws IOException {
    RawJson json;
    try (InputStream in = NamedFile.open(file(STATE))) {
      json = RawJson.wrap(in.readAllBytes());
    }
    Map<String, RawJson> begun = json.field("settings").fields();
    settings.forEach(
        (name, now) -> {
          String then = begun.getOrDefault(name, RawJson.NULL).text();
          if (!now.equals(then)) {
            throw new UsageException(
                "--resume %s: the run was begun with %s '%s', not '%s'; give it the same flags"
                    .formatted(id, name, then, now));
          }
        });
    String first = json.field(RANGE).field("first").text();
    String last = json.field(RANGE).field("last").text();
    return first == null || last == null ? null : new TimeRange(first, last);
  }
}
