package org.braintrustbeam.pipelines.curate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/**
 * What the review file of a run said before the run went on. Between then and now a trace may have
 * got another score, or the dataset another row, and then other cases are chosen, which nobody has
 * seen. Holds two digests a row.
 */
final class ShownRows {
  private static final List<String> CONTENT = List.of("bucket", "input", "production_score");

  private final boolean isThere;
  private final Map<String, Shown> byId;

  private ShownRows(@Nullable Map<String, Shown> byId) {
    this.byId = byId == null ? Map.of() : byId;
    this.isThere = byId != null;
  }

  /**
   * A row.
   *
   * @param content digest of what the label was asked for
   * @param label digest of the label; null if there was none yet
   */
  private record Shown(String content, @Nullable String label) {}

  /** Of a file; one that is not there has shown nothing, and nobody waits for it. */
  static ShownRows in(String file) throws IOException {
    Map<String, Shown> byId = new HashMap<>();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(NamedFile.open(file), UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        RawJson json = RawJson.of(line);
        byId.put(id(json), shown(json));
      }
    } catch (FileNotFoundException | NoSuchFileException e) {
      return new ShownRows(null);
    }
    return new ShownRows(byId);
  }

  /** Whether a row with a label is none that was shown: only its label may be new. */
  boolean isNews(RawJson line) {
    if (!isThere || line.field("expected").isNull()) {
      return false;
    }
    Shown before = byId.get(id(line));
    Shown now = shown(line);
    return before == null
        || !before.content().equals(now.content())
        || (before.label() != null && !before.label().equals(now.label()));
  }

  private static String id(RawJson line) {
    return String.valueOf(line.field("id").text());
  }

  private static Shown shown(RawJson line) {
    Map<String, RawJson> content = new LinkedHashMap<>();
    CONTENT.forEach(name -> content.put(name, line.field(name)));
    RawJson label = line.field("expected");
    return new Shown(digest(JsonMerge.object(content)), label.isNull() ? null : digest(label));
  }

  private static String digest(RawJson value) {
    return Sha256.hex(CanonicalJson.of(value));
  }
}
