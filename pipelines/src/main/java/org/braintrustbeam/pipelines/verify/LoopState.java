package org.braintrustbeam.pipelines.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * Which experiments in a row needed work, by what they were to bring about: <code>
 * {version, goals: [{project_id, goal, score, loops: [{experiment, baseline, route, timestamp}]}]}
 * </code>.
 *
 * <p>An experiment counts once, however often it is verified. One that is improved or healthy ends
 * the row; one of which nothing can be said changes nothing.
 */
final class LoopState {
  private static final int VERSION = 1;

  private final Map<LoopGoal, List<Loop>> goals;

  private LoopState(Map<LoopGoal, List<Loop>> goals) {
    this.goals = goals;
  }

  static LoopState empty() {
    return new LoopState(new LinkedHashMap<>());
  }

  /**
   * What the file remembers; nothing if it is not there.
   *
   * @throws UsageException if it cannot be read, or is not of this form
   */
  static LoopState read(String file) {
    byte[] bytes = bytes(file);
    return bytes == null ? empty() : parse(RawJson.wrap(bytes), file);
  }

  private static byte @Nullable [] bytes(String file) {
    if (!NamedFile.isUrl(file) && !Files.exists(Path.of(file))) {
      return null;
    }
    try (InputStream in = NamedFile.open(file)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      return null; // how the other file systems say that there is none
    } catch (IOException e) {
      throw new UsageException("--state " + file + ": cannot be read: " + e.getMessage());
    }
  }

  private static LoopState parse(RawJson json, String file) {
    if (!json.isReadable() || !json.field("version").toString().equals(VERSION + "")) {
      throw foreign(file, "no JSON object of version " + VERSION);
    }
    LoopState state = empty();
    for (RawJson goal : list(json, "goals", file)) {
      LoopGoal key =
          new LoopGoal(
              text(goal, "project_id", file), text(goal, "goal", file), goal.field("score").text());
      state.goals.put(key, loops(goal, file));
    }
    return state;
  }

  private static List<Loop> loops(RawJson goal, String file) {
    List<Loop> loops = new ArrayList<>();
    for (RawJson entry : list(goal, "loops", file)) {
      loops.add(
          new Loop(
              text(entry, "experiment", file),
              entry.field("baseline").text(),
              text(entry, "route", file),
              text(entry, "timestamp", file)));
    }
    return loops;
  }

  private static List<RawJson> list(RawJson object, String name, String file) {
    RawJson list = object.field(name);
    if (!list.isArray()) {
      throw foreign(file, "'" + name + "' is no list");
    }
    return list.elements();
  }

  private static String text(RawJson object, String name, String file) {
    String text = object.field(name).text();
    if (text == null) {
      throw foreign(file, "'" + name + "' is no text");
    }
    return text;
  }

  private static UsageException foreign(String file, String why) {
    return new UsageException(
        "--state "
            + file
            + ": not written by this command ("
            + why
            + "); mend it, or remove it to count from the start");
  }

  /** Which experiment in the row this one is if it needs work, from 1. */
  int loopOf(LoopGoal goal, String experiment) {
    List<Loop> loops = loops(goal);
    for (int i = 0; i < loops.size(); i++) {
      if (loops.get(i).experiment().equals(experiment)) {
        return i + 1;
      }
    }
    return loops.size() + 1;
  }

  /** The experiments so far. */
  List<Loop> loops(LoopGoal goal) {
    return goals.getOrDefault(goal, List.of());
  }

  /** Adds an experiment that needs work, or brings it up to date; keeps the last so many. */
  void add(LoopGoal goal, Loop loop, int most) {
    List<Loop> loops = new ArrayList<>(loops(goal));
    int at = loopOf(goal, loop.experiment()) - 1;
    if (at < loops.size()) {
      loops.set(at, loop);
    } else {
      loops.add(loop);
    }
    goals.put(goal, loops.subList(Math.max(0, loops.size() - most), loops.size()));
  }

  /** Ends the row. */
  void end(LoopGoal goal) {
    goals.remove(goal);
  }

  void writeTo(OutputStream out) throws IOException {
    ResultJson.writeObject(out, this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeNumberField("version", VERSION);
    json.writeArrayFieldStart("goals");
    for (Map.Entry<LoopGoal, List<Loop>> goal : goals.entrySet()) {
      json.writeStartObject();
      json.writeStringField("project_id", goal.getKey().projectId());
      json.writeStringField("goal", goal.getKey().goal());
      json.writeStringField("score", goal.getKey().score());
      json.writeArrayFieldStart("loops");
      for (Loop loop : goal.getValue()) {
        json.writeStartObject();
        json.writeStringField("experiment", loop.experiment());
        json.writeStringField("baseline", loop.baseline());
        json.writeStringField("route", loop.route());
        json.writeStringField("timestamp", loop.timestamp());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
