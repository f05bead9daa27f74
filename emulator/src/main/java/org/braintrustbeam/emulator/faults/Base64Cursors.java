package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import org.braintrustbeam.emulator.api.ApiError;

/**
 * Cursors that hold a plus and a slash, as base64 does by chance. A client that does not encode
 * them in a URL sends a blank for the plus, which is an invalid cursor.
 */
final class Base64Cursors implements Fault {
  /** Three bytes in base64, so what begins with it is base64 still. */
  private static final String MARK = "+/+/";

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new Base64Cursors();
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    Answer answer = service.answer(new PageRequest(call).changedCursor(Base64Cursors::withoutMark));
    Page page = Page.of(answer);
    String cursor = page.cursor();
    return cursor == null ? answer : page.withCursor(MARK + cursor);
  }

  private static String withoutMark(String cursor) {
    if (!cursor.startsWith(MARK)) {
      throw ApiError.badRequest("Invalid cursor");
    }
    return cursor.substring(MARK.length());
  }
}
