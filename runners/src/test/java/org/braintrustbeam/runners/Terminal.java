package org.braintrustbeam.runners;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Types command lines at a launcher that has the fake command, and reads what it prints. */
final class Terminal {
  static final String KEY = "sk-marker-of-a-secret";

  final List<FakeOptions> seen = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>(Map.of("BRAINTRUST_API_KEY", KEY));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path folder;

  Terminal(Path folder) {
    this.folder = folder;
  }

  Terminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Terminal without(String variable) {
    environment.remove(variable);
    return this;
  }

  int type(String... args) {
    Surroundings surroundings = new Surroundings(environment, folder, out, err, false, false);
    List<Entry> entries = new ArrayList<>(Commands.all(surroundings));
    entries.add(PipelineEntry.of(new FakeCommand(seen::add), surroundings));
    return new Launcher(entries, surroundings).run(args).code();
  }

  FakeOptions options() {
    return seen.get(seen.size() - 1);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
