package org.braintrustbeam.emulator.faults;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/**
 * Where a read says which page it wants: limit and cursor of {@code /fetch} in its body or its URL,
 * those of a query in the query's text or tree.
 */
final class PageRequest {
  private static final Pattern TEXT_CURSOR =
      Pattern.compile("(?i)\\b(?:offset|cursor:)\\s*['\"]([^'\"]*)['\"]");
  private static final Pattern TEXT_LIMIT = Pattern.compile("(?i)\\blimit:?\\s+(\\d+)");
  private static final Pattern URL_CURSOR = Pattern.compile("(?:^|&)cursor=([^&]*)");
  private static final Pattern URL_LIMIT = Pattern.compile("(?:^|&)limit=(\\d+)");

  private final Call call;

  PageRequest(Call call) {
    this.call = call;
  }

  /** Null for the first page. */
  @Nullable String cursor() {
    String[] found = new String[1];
    changedCursor(
        cursor -> {
          found[0] = cursor;
          return cursor;
        });
    return found[0];
  }

  /** The call with another cursor; the call itself if it has none. */
  Call changedCursor(UnaryOperator<String> change) {
    return changed("cursor", TEXT_CURSOR, URL_CURSOR, change);
  }

  /** The call with another limit; the call itself if it has none. */
  Call changedLimit(UnaryOperator<String> change) {
    return changed("limit", TEXT_LIMIT, URL_LIMIT, change);
  }

  private Call changed(String member, Pattern text, Pattern url, UnaryOperator<String> change) {
    AtomicBoolean found = new AtomicBoolean();
    UnaryOperator<String> noted =
        old -> {
          found.set(true);
          return change.apply(old);
        };
    String query = call.query();
    Call other = query == null ? inBody(member, text, noted) : inUrl(query, url, noted);
    return found.get() ? other : call;
  }

  private Call inUrl(String query, Pattern url, UnaryOperator<String> change) {
    return call.withQuery(replaced(query, url, old -> encode(change.apply(decode(old)))));
  }

  private Call inBody(String member, Pattern text, UnaryOperator<String> change) {
    RawObject body = body();
    return body == null ? call : changed(body, member, text, change);
  }

  private Call changed(RawObject body, String member, Pattern text, UnaryOperator<String> change) {
    byte[] query = body.get("query");
    RawObject tree = Json.isObject(query) ? RawObject.parse(query) : body;
    if (!tree.isNull(member)) {
      tree.put(member, changed(tree.get(member), change));
    } else if (Json.isString(query)) {
      body.put("query", Json.string(replaced(Json.text(query), text, change)));
    }
    if (Json.isObject(query)) {
      body.put("query", tree.toBytes());
    }
    return call.withBody(body.toBytes());
  }

  private static byte[] changed(byte[] value, UnaryOperator<String> change) {
    return Json.isString(value)
        ? Json.string(change.apply(Json.text(value)))
        : Json.utf8(change.apply(Json.ascii(value)));
  }

  /** The last place counts: limit and cursor stand at the end of a query. */
  private static String replaced(String text, Pattern pattern, UnaryOperator<String> change) {
    Matcher matcher = pattern.matcher(text);
    int start = -1;
    int end = -1;
    while (matcher.find()) {
      start = matcher.start(1);
      end = matcher.end(1);
    }
    return start < 0
        ? text
        : text.substring(0, start) + change.apply(text.substring(start, end)) + text.substring(end);
  }

  private static String decode(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Null if the call has none that can be read: the server will say so. */
  private @Nullable RawObject body() {
    try {
      return call.body().length == 0 ? null : RawObject.parse(call.body());
    } catch (ApiError e) {
      return null;
    }
  }
}
