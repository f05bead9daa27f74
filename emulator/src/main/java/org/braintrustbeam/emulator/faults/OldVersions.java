package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;

/**
 * Later pages hold ids of the page before again, in an older version: {@code /fetch} pages over the
 * history of versions.
 */
final class OldVersions implements Fault {
  private static final int ROWS = 20;

  /** In the layout of transaction ids a second. */
  private static final long SECOND = 1 << 16;

  /** A few rows of the last page of each object. */
  private final Map<String, List<byte[]>> before = new ConcurrentHashMap<>();

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new OldVersions();
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    Answer answer = service.answer(call);
    Page page = Page.of(answer);
    List<byte[]> rows = page.rows();
    if (!answer.isSuccess() || rows.isEmpty()) {
      return answer;
    }
    List<byte[]> old = before.put(call.path(), rows.subList(0, Math.min(ROWS, rows.size())));
    if (old == null || new PageRequest(call).cursor() == null) {
      return answer;
    }
    List<byte[]> more = new ArrayList<>(rows);
    old.forEach(row -> more.add(older(RawObject.parse(row))));
    return page.withRows(more);
  }

  private static byte[] older(RawObject row) {
    String version = row.requiredText("_xact_id");
    String old = Long.toUnsignedString(Long.parseUnsignedLong(version) - SECOND);
    byte[] outdated = Json.string("from an older version");
    return row.copy()
        .put("_xact_id", Json.string(old))
        .put("input", outdated)
        .put("expected", outdated)
        .toBytes();
  }
}
