package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.RowReader;
import org.braintrustbeam.emulator.rows.FeedbackEvent;
import org.braintrustbeam.emulator.rows.FetchPage;
import org.braintrustbeam.emulator.rows.FetchRequest;
import org.braintrustbeam.emulator.rows.InsertEvent;
import org.braintrustbeam.emulator.rows.RowChange;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.braintrustbeam.emulator.rows.RowType;
import org.braintrustbeam.emulator.rows.RowWriter;

/** Rows: fetch, insert, feedback. */
public final class EventRoutes {
  private final Catalog catalog;
  private final RowWriter writer;
  private final RowReader reader;
  private final Clock clock;
  private final long maxBytes;

  public EventRoutes(
      Catalog catalog, RowWriter writer, RowReader reader, Clock clock, long maxBytes) {
    this.catalog = catalog;
    this.writer = writer;
    this.reader = reader;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    for (RowType type : RowType.values()) {
      String rows = "/v1/" + type.label() + "/{id}";
      routes.get(rows + "/fetch", ctx -> fetch(ctx, type, FetchRequest.ofQuery(ctx)));
      routes.post(
          rows + "/fetch",
          ctx -> fetch(ctx, type, FetchRequest.ofBody(Http.object(ctx, maxBytes))));
      routes.post(rows + "/insert", ctx -> insert(ctx, type));
      routes.post(rows + "/feedback", ctx -> feedback(ctx, type));
    }
    routes.post("/v1/insert", this::insertEverywhere);
  }

  private RowTarget target(Context ctx, RowType type) {
    return RowTarget.of(catalog, type, ctx.pathParam("id"));
  }

  private void fetch(Context ctx, RowType type, FetchRequest request) {
    FetchPage page = reader.fetch(target(ctx, type), request);
    RawObject answer = new RawObject().put("events", RawArray.of(page.events()));
    if (page.cursor() != null) {
      ctx.header("x-bt-cursor", page.cursor());
      answer.put("cursor", Json.string(page.cursor()));
    }
    Http.answer(ctx, answer);
  }

  private void insert(Context ctx, RowType type) {
    RowTarget target = target(ctx, type);
    List<RowChange> events = events(target, Http.object(ctx, maxBytes));
    writer.write(events, clock);
    Http.answer(ctx, new RawObject().put("row_ids", ids(events)));
  }

  private void feedback(Context ctx, RowType type) {
    RowTarget target = target(ctx, type);
    writer.write(feedback(target, Http.object(ctx, maxBytes)), clock);
    Http.answer(ctx, new RawObject().put("status", Json.string("success")));
  }

  /** Several objects, one transaction. */
  private void insertEverywhere(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    RawObject answer = new RawObject();
    List<RowChange> all = new ArrayList<>();
    for (RowType type : RowType.values()) {
      if (!body.isNull(type.label())) {
        RawObject ofType = new RawObject();
        for (Map.Entry<String, byte[]> object : RawObject.parse(body.get(type.label())).entries()) {
          RowTarget target = RowTarget.of(catalog, type, object.getKey());
          RawObject written = RawObject.parse(object.getValue());
          List<RowChange> events = events(target, written);
          all.addAll(events);
          all.addAll(feedback(target, written));
          ofType.put(object.getKey(), new RawObject().put("row_ids", ids(events)).toBytes());
        }
        answer.put(type.label(), ofType.toBytes());
      }
    }
    writer.write(all, clock);
    Http.answer(ctx, answer);
  }

  private static List<RowChange> events(RowTarget target, RawObject body) {
    List<RowChange> events = new ArrayList<>();
    for (byte[] event : RawArray.items(body.get("events"))) {
      events.add(new InsertEvent(target, RawObject.parse(event), events.size()));
    }
    return events;
  }

  private static List<RowChange> feedback(RowTarget target, RawObject body) {
    List<RowChange> feedback = new ArrayList<>();
    for (byte[] item : RawArray.items(body.get("feedback"))) {
      feedback.add(new FeedbackEvent(target, RawObject.parse(item), feedback.size()));
    }
    return feedback;
  }

  private static byte[] ids(List<RowChange> events) {
    return RawArray.of(events.stream().map(event -> Json.string(event.id())).toList());
  }
}
