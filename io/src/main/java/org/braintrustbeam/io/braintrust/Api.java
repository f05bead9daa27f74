package org.braintrustbeam.io.braintrust;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.braintrust.HttpCall.Lane;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** The endpoints of the data plane that we use. */
final class Api {
  private static final String QUERY_SOURCE = "braintrust-beam";

  private final Plane plane;
  private final Requests requests;
  private final Tally tally;

  Api(Plane plane, Requests requests, Tally tally) {
    this.plane = plane;
    this.requests = requests;
    this.tally = tally;
  }

  /** GET of an object or a list of objects. */
  RawJson get(List<String> path, Map<String, String> query, String about) {
    return send(
        base -> new HttpCall(url(base, path, query), null, Lane.READ, about, Patience.FULL),
        Bodies::parse);
  }

  /** POST that makes an object, or returns the one that is there. */
  RawJson create(List<String> path, RawJson body, String about) {
    return send(
        base -> new HttpCall(url(base, path, Map.of()), body, Lane.WRITE, about, Patience.FULL),
        Bodies::parse);
  }

  /** A query, its answer read by {@code parser}. */
  <T> T query(
      String sql,
      @Nullable String version,
      String about,
      Patience patience,
      Function<HttpReply, T> parser) {
    RawJson body =
        Bodies.object(
            json -> {
              json.writeStringField("query", sql);
              json.writeStringField("fmt", "json");
              json.writeBooleanField("brainstore_realtime", true);
              json.writeBooleanField("use_columnstore", false);
              json.writeStringField("query_source", QUERY_SOURCE);
              if (version != null) {
                json.writeStringField("version", version);
              }
            });
    return send(
        base ->
            new HttpCall(url(base, List.of("btql"), Map.of()), body, Lane.READ, about, patience),
        parser);
  }

  /** A page of {@code /fetch}, its answer read by {@code parser}. */
  <T> T fetch(
      ObjectType type,
      String id,
      int limit,
      @Nullable String cursor,
      @Nullable String version,
      Patience patience,
      Function<HttpReply, T> parser) {
    RawJson body =
        Bodies.object(
            json -> {
              json.writeNumberField("limit", limit);
              if (cursor != null) {
                json.writeStringField("cursor", cursor);
              }
              if (version != null) {
                json.writeStringField("version", version);
              }
            });
    List<String> path = List.of("v1", type.apiName(), id, "fetch");
    return send(
        base -> new HttpCall(url(base, path, Map.of()), body, Lane.READ, "", patience), parser);
  }

  /** Upserts so many rows; {@code body} is the object with their {@code events}. */
  void insert(ObjectType type, String id, RawJson body, int rows) {
    List<String> path = List.of("v1", type.apiName(), id, "insert");
    RawJson answer =
        send(
            base -> new HttpCall(url(base, path, Map.of()), body, Lane.WRITE, "", Patience.FULL),
            Bodies::parse);
    RawJson ids = answer.field("row_ids");
    if (ids.isArray() && ids.elements().size() != rows) {
      throw new BraintrustException(
          type.apiName() + " " + id + " took " + ids.elements().size() + " rows of " + rows);
    }
  }

  private <T> T send(Function<HttpUrl, HttpCall> call, Function<HttpReply, T> parser) {
    try {
      return requests.send(call.apply(plane.url()), tally, parser);
    } catch (ElsewhereException e) {
      if (!plane.moveTo(e.redirectUrl())) {
        throw e;
      }
      return requests.send(call.apply(plane.url()), tally, parser);
    }
  }

  private static HttpUrl url(HttpUrl base, List<String> path, Map<String, String> query) {
    HttpUrl.Builder url = base.newBuilder();
    if (base.pathSize() > 0 && base.pathSegments().get(base.pathSize() - 1).isEmpty()) {
      url.removePathSegment(base.pathSize() - 1);
    }
    path.forEach(url::addPathSegment);
    query.forEach(url::addQueryParameter);
    return url.build();
  }
}
