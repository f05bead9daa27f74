package org.braintrustbeam.pipelines.discover;

import java.util.ArrayList;
import java.util.List;

/** Lines of Markdown. */
final class FindingsLines {
  private final List<String> lines = new ArrayList<>();

  void line(String text) {
    lines.add(text);
  }

  void section(String title) {
    line("");
    line("## " + title);
    line("");
  }

  void item(String text) {
    line("- " + text);
  }

  /** Where the queries of a section's figures are; in this text they would bury the findings. */
  void queries(String places) {
    item("Queries: " + places + " in discover.json (--json).");
  }

  /** How many there are. */
  int size() {
    return lines.size();
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
