package org.braintrustbeam.pipelines.syncdatasets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.files.IndentedJson;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.sync.SyncCount;

/** The outcome of a run as text for people, with the first few changes of each dataset. */
final class SyncSummary {
  private static final int CHANGES_SHOWN = 5;
  private static final int VALUE_CHARS = 100;

  private final SyncResult result;

  SyncSummary(SyncResult result) {
    this.result = result;
  }

  void writeTo(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder("Datasets:\n");
    for (NamedObject dataset : result.datasets()) {
      line(text, "  %s (%s): %,d entries", dataset.name(), dataset.id(), result.entries(dataset));
    }
    line(text, "Unique inputs:               %,d", result.count(SyncCount.UNIQUE_INPUTS));
    line(text, "Inputs in several datasets:  %,d", result.count(SyncCount.INPUTS_IN_MULTIPLE));
    line(text, "Inputs with differences:     %,d", result.count(SyncCount.INPUTS_WITH_DIFFS));
    for (NamedObject dataset : result.datasets()) {
      changes(text, dataset, false, "%n%s: %,d to update");
      changes(text, dataset, true, "%n%s: %,d to add");
    }
    line(text, "");
    if (result.applied()) {
      line(text, "Applied: %,d written, %,d failed", result.updated(), result.failed());
    } else {
      line(text, "Nothing was written: add --apply to write these changes.");
    }
    out.write(text.toString().getBytes(UTF_8));
  }

  private void changes(StringBuilder text, NamedObject dataset, boolean added, String head)
      throws IOException {
    int[] count = {0};
    StringBuilder first = new StringBuilder();
    result.forEachEntry(
        dataset,
        added,
        entry -> {
          if (count[0]++ < CHANGES_SHOWN) {
            change(first, entry);
          }
        });
    if (count[0] > 0) {
      line(text, head, dataset.name(), count[0]);
      text.append(first);
    }
    if (count[0] > CHANGES_SHOWN) {
      line(text, "  … and %,d more", count[0] - CHANGES_SHOWN);
    }
  }

  private void change(StringBuilder text, RawJson entry) throws IOException {
    line(text, "  %s  %s", entry.field("entry_id"), shown(entry.field("input")));
    for (Map.Entry<String, RawJson> field : entry.fields().entrySet()) {
      if (field.getKey().startsWith("old_")) {
        String name = field.getKey().substring("old_".length());
        line(text, "    %s old: %s", name, shown(field.getValue()));
        line(text, "    %s new: %s", name, shown(entry.field("new_" + name)));
      }
    }
    line(text, "    from %s", name(entry.field("source_dataset")));
  }

  private String name(RawJson datasetId) {
    return result.datasets().stream()
        .filter(dataset -> dataset.id().equals(datasetId.text()))
        .map(NamedObject::name)
        .findFirst()
        .orElse(datasetId.toString());
  }

  private static String shown(RawJson value) throws IOException {
    ByteArrayOutputStream oneLine = new ByteArrayOutputStream();
    value.writeTo(IndentedJson.oneLine(oneLine));
    String text = oneLine.toString(UTF_8);
    return text.codePointCount(0, text.length()) <= VALUE_CHARS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, VALUE_CHARS)) + "…";
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
