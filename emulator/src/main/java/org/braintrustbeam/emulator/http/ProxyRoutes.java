package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.model.AnswerCache;
import org.braintrustbeam.emulator.model.ChatRequest;
import org.braintrustbeam.emulator.model.StandInModel;
import org.jspecify.annotations.Nullable;

/** The LLM proxy, with a stand-in in place of all models. */
public final class ProxyRoutes {
  private static final Set<String> CACHE_MODES = Set.of("auto", "always", "never");

  private final StandInModel model = new StandInModel();
  private final AnswerCache cache;
  private final Clock clock;
  private final long maxBytes;

  public ProxyRoutes(Clock clock, long maxBytes) {
    this.cache = new AnswerCache(clock);
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    routes.post("/v1/proxy/chat/completions", this::complete);
    routes.get("/v1/proxy/models", ProxyRoutes::models);
  }

  private void complete(Context ctx) {
    ChatRequest request = new ChatRequest(Http.object(ctx, maxBytes));
    boolean cached = usesCache(ctx, request);
    Duration lifetime = lifetime(ctx);
    String key = cached ? request.identity() : "";
    @Nullable RawObject known = cached ? cache.get(key) : null;
    RawObject answer = known == null ? model.answer(request, clock.instant()) : known;
    if (cached && known == null) {
      cache.put(key, answer, lifetime);
    }
    ctx.header("x-bt-cached", known == null ? "MISS" : "HIT");
    ctx.header("x-bt-used-endpoint", StandInModel.NAME);
    if (request.streams()) {
      ctx.contentType("text/event-stream").result(ChatStream.of(answer));
    } else {
      Http.answer(ctx, answer);
    }
  }

  private static boolean usesCache(Context ctx, ChatRequest request) {
    String header = ctx.header("x-bt-use-cache");
    String mode = header == null ? "auto" : header;
    if (!CACHE_MODES.contains(mode)) {
      throw ApiError.badRequest("'x-bt-use-cache' must be one of auto, always, never; got " + mode);
    }
    return mode.equals("always") || (mode.equals("auto") && request.repeatable());
  }

  private static Duration lifetime(Context ctx) {
    String seconds = ctx.header("x-bt-cache-ttl");
    if (seconds == null) {
      return AnswerCache.LONGEST;
    }
    if (!seconds.matches("\\d{1,6}") || Long.parseLong(seconds) > AnswerCache.LONGEST.toSeconds()) {
      throw ApiError.badRequest(
          "'x-bt-cache-ttl' must be 0 to %d seconds, got %s"
              .formatted(AnswerCache.LONGEST.toSeconds(), seconds));
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }

  private static void models(Context ctx) {
    RawObject standIn =
        new RawObject()
            .put("id", Json.string(StandInModel.NAME))
            .put("object", Json.string("model"))
            .put("created", Json.utf8("0"))
            .put("owned_by", Json.string("emulator"));
    Http.answer(
        ctx,
        new RawObject()
            .put("object", Json.string("list"))
            .put("data", RawArray.of(List.of(standIn.toBytes()))));
  }
}
