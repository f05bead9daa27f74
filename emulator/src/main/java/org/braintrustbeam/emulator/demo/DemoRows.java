package org.braintrustbeam.emulator.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;
import org.braintrustbeam.emulator.query.eval.Arithmetic;
import org.braintrustbeam.emulator.rows.FeedbackEvent;
import org.braintrustbeam.emulator.rows.InsertEvent;
import org.braintrustbeam.emulator.rows.RowChange;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.braintrustbeam.emulator.rows.RowType;
import org.braintrustbeam.emulator.rows.RowWriter;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;

/** Writes the rows of the demo project from the files they are kept in, one JSON object a line. */
final class DemoRows {
  private static final String SECONDS = "_seconds";

  private final Catalog catalog;
  private final RowStore rows;
  private final RowWriter writer;
  private final Database database;

  DemoRows(Catalog catalog, RowStore rows, RowWriter writer, Database database) {
    this.catalog = catalog;
    this.rows = rows;
    this.writer = writer;
    this.database = database;
  }

  /** Writes a file in one transaction; the rows' own times end at that of the transaction. */
  void insert(RowType type, String object, String file, Instant time, Duration spacing) {
    RowTarget target = RowTarget.of(catalog, type, object);
    List<RawObject> lines = lines(file);
    List<RowChange> events = new ArrayList<>();
    for (RawObject line : lines) {
      Instant created = time.minus(spacing.multipliedBy(lines.size() - events.size()));
      line.put("created", Timestamps.json(created));
      timing(line, created);
      origin(line);
      events.add(new InsertEvent(target, line, events.size()));
    }
    writer.write(events, at(time));
  }

  void feedback(RowType type, String object, String file, Instant time) {
    RowTarget target = RowTarget.of(catalog, type, object);
    List<RowChange> events = new ArrayList<>();
    for (RawObject line : lines(file)) {
      events.add(new FeedbackEvent(target, line, events.size()));
    }
    writer.write(events, at(time));
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  /** How long a span took becomes when it started and ended. */
  private static void timing(RawObject line, Instant created) {
    if (line.isNull(SECONDS)) {
      return;
    }
    RawObject metrics =
        line.isNull("metrics") ? new RawObject() : RawObject.parse(line.get("metrics"));
    BigDecimal start = BigDecimal.valueOf(created.getEpochSecond());
    metrics.put("start", Arithmetic.json(start));
    metrics.put("end", Arithmetic.json(start.add(Json.number(line.get(SECONDS)))));
    line.remove(SECONDS).put("metrics", metrics.toBytes());
  }

  /** The files cannot know the version that the source row got. */
  private void origin(RawObject line) {
    if (line.isNull("origin")) {
      return;
    }
    RawObject origin = RawObject.parse(line.get("origin"));
    RowTarget source =
        RowTarget.of(
            catalog,
            RowType.of(origin.requiredText("object_type")),
            origin.requiredText("object_id"));
    RawObject row = newest(source, origin.requiredText("id"));
    origin.put("_xact_id", row.get("_xact_id")).put("created", row.get("created"));
    line.put("origin", origin.toBytes());
  }

  private RawObject newest(RowTarget source, String id) {
    Long key = rows.keyOf(source.number(), id);
    RowVersion row = key == null ? null : rows.newest(source.number(), key, database.head());
    if (row == null) {
      throw new IllegalStateException("the demo data has no row " + id);
    }
    return RawObject.parse(row.body());
  }

  private static List<RawObject> lines(String file) {
    try (InputStream in = DemoRows.class.getResourceAsStream(file + ".jsonl")) {
      if (in == null) {
        throw new IllegalStateException("the demo file " + file + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> RawObject.parse(Json.utf8(line)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the demo file " + file + " cannot be read", e);
    }
  }
}
