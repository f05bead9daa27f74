package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;
import org.braintrustbeam.emulator.catalog.Organization;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/** Who am I, and are you there. */
final class LoginRoutes {
  private final ApiKeys keys;
  private final Supplier<String> url;
  private final long maxBytes;

  LoginRoutes(ApiKeys keys, Supplier<String> url, long maxBytes) {
    this.keys = keys;
    this.url = url;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    routes.get("/ping", ctx -> Http.answer(ctx, Json.string("pong")));
    routes.post("/api/apikey/login", this::login);
  }

  /** Clients take the address of all later calls from the answer, so it must be our own. */
  private void login(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    String key = Http.bearer(ctx);
    keys.check(key == null ? body.text("token") : key);
    byte[] own = Json.string(url.get());
    RawObject org =
        new RawObject()
            .put("id", Json.string(Organization.ID))
            .put("name", Json.string(Organization.NAME))
            .put("api_url", own)
            .put("git_metadata", Json.NULL)
            .put("is_universal_api", Json.NULL)
            .put("proxy_url", own)
            .put("realtime_url", Json.NULL);
    Http.answer(ctx, new RawObject().put("org_info", RawArray.of(List.of(org.toBytes()))));
  }
}
