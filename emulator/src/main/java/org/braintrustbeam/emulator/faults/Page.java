package org.braintrustbeam.emulator.faults;

import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/** The answer to a read: rows and a cursor, of {@code /fetch} or of a query in JSON. */
final class Page {
  private static final String CURSOR_HEADER = "x-bt-cursor";

  private final Answer answer;
  private final RawObject object;
  private final String member;

  private Page(Answer answer) {
    this.answer = answer;
    this.object = object(answer.body());
    this.member = object.isNull("events") ? "data" : "events";
  }

  /** Empty for a body that is no page: an error, or a query's rows in another format. */
  private static RawObject object(byte[] body) {
    try {
      return body.length > 0 && Json.isObject(body) ? RawObject.parse(body) : new RawObject();
    } catch (ApiError e) {
      return new RawObject();
    }
  }

  static Page of(Answer answer) {
    return new Page(answer);
  }

  /** None if the answer is no page. */
  List<byte[]> rows() {
    return Json.isArray(object.get(member)) ? RawArray.items(object.get(member)) : List.of();
  }

  /** Null at the end. */
  @Nullable String cursor() {
    return answer.header(CURSOR_HEADER);
  }

  Answer withCursor(String cursor) {
    return answer
        .withHeader(CURSOR_HEADER, cursor)
        .withBody(
            object.isNull("cursor")
                ? answer.body()
                : object.copy().put("cursor", Json.string(cursor)).toBytes());
  }

  Answer withRows(List<byte[]> rows) {
    return answer.withBody(object.copy().put(member, RawArray.of(rows)).toBytes());
  }

  Answer with(String name, byte[] json) {
    return answer.withBody(object.copy().put(name, json).toBytes());
  }

  /** A member that is an object; an empty one if it is not. */
  RawObject object(String name) {
    return Json.isObject(object.get(name)) ? RawObject.parse(object.get(name)) : new RawObject();
  }
}
