package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/** A row that the server does not take, and with it none of the request. */
final class RefusedRow implements Fault {
  private static final List<String> ROWS = List.of("events", "feedback", "rows");

  private final Pattern id;

  private RefusedRow(Pattern id) {
    this.id = id;
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    String id = spec.requiredText("id");
    try {
      return new RefusedRow(Pattern.compile(id));
    } catch (PatternSyntaxException e) {
      throw spec.wrong("'id' is no regular expression: " + e.getDescription());
    }
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    List<byte[]> rows = rows(RawObject.parse(call.body()));
    for (int i = 0; i < rows.size(); i++) {
      String rowId = RawObject.parse(rows.get(i)).text("id");
      if (rowId != null && id.matcher(rowId).matches()) {
        return refusal(i);
      }
    }
    return service.answer(call);
  }

  /** Several objects in one request have theirs further down. */
  private static List<byte[]> rows(RawObject body) {
    List<byte[]> rows = new ArrayList<>();
    for (Map.Entry<String, byte[]> member : body.entries()) {
      if (ROWS.contains(member.getKey()) && Json.isArray(member.getValue())) {
        rows.addAll(RawArray.items(member.getValue()));
      } else if (Json.isObject(member.getValue())) {
        rows.addAll(rows(RawObject.parse(member.getValue())));
      }
    }
    return rows;
  }

  private static Answer refusal(int place) {
    return Answer.error(
        400,
        "BadRequestError",
        "Invalid input: [{\"code\":\"invalid_type\",\"expected\":\"object\",\"received\":\"array\","
            + "\"path\":[\"events\","
            + place
            + ",\"metadata\"]}]");
  }
}
