package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.faults.FaultFilter;
import org.braintrustbeam.emulator.faults.Faults;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/** The emulator's own route, where faults are switched; nothing the service has. */
final class FaultRoutes {
  private static final String FAULTS = FaultFilter.CONTROL + "faults";
  private static final long MAX_BYTES = 1 << 20;

  private final Faults faults;

  FaultRoutes(Faults faults) {
    this.faults = faults;
  }

  void register(RoutesConfig routes) {
    routes.get(FAULTS, this::report);
    routes.put(FAULTS, this::set);
    routes.delete(FAULTS, this::clear);
  }

  private void report(Context ctx) {
    Http.answer(ctx, faults.report());
  }

  private void set(Context ctx) {
    RawObject body = Http.object(ctx, MAX_BYTES);
    try {
      faults.set(seed(body.get("seed")), specs(body.get("faults")));
    } catch (IllegalArgumentException e) {
      throw ApiError.badRequest(String.valueOf(e.getMessage()));
    }
    report(ctx);
  }

  private void clear(Context ctx) {
    faults.clear();
    report(ctx);
  }

  private static long seed(byte[] seed) {
    try {
      return Json.isNull(seed) ? 0 : Long.parseLong(Json.ascii(seed));
    } catch (NumberFormatException e) {
      throw ApiError.badRequest("'seed' must be a whole number, got " + Json.ascii(seed));
    }
  }

  private static List<String> specs(byte[] faults) {
    if (!Json.isArray(faults)) {
      throw ApiError.badRequest("'faults' must be an array of strings");
    }
    List<String> specs = new ArrayList<>();
    for (byte[] fault : RawArray.items(faults)) {
      if (!Json.isString(fault)) {
        throw ApiError.badRequest("'faults' must be an array of strings");
      }
      specs.add(Json.text(fault));
    }
    return specs;
  }
}
