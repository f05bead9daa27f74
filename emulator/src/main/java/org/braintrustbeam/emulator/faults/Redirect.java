package org.braintrustbeam.emulator.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A large answer lies in an object store, and the call is answered with the way there: 303.
 *
 * <p>The store keeps it as gzip and does not say so.
 */
final class Redirect implements Fault {
  private final long above;
  private final Surroundings surroundings;
  private final ObjectStore store = new ObjectStore();
  private @Nullable String address;

  private Redirect(long above, Surroundings surroundings) {
    this.above = above;
    this.surroundings = surroundings;
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new Redirect(spec.whole("above", 0, 0), surroundings);
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    Answer answer = service.answer(call);
    if (!answer.isSuccess() || answer.body().length <= above) {
      return answer;
    }
    Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", "application/octet-stream"));
    String cursor = Page.of(answer).cursor();
    if (cursor != null) {
      headers.put("x-amz-meta-bt_cursor", cursor);
    }
    String place = address() + store.keep(Answer.of(200, headers, packed(answer.body())));
    Answer redirect = Answer.of(303, Map.of("Location", place), new byte[0]);
    return cursor == null ? redirect : redirect.withHeader("x-bt-cursor", cursor);
  }

  /** No port is opened before the first call needs it. */
  private synchronized String address() {
    if (address == null) {
      address = surroundings.open(store);
    }
    return address;
  }

  private static byte[] packed(byte[] body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(body);
    }
    return bytes.toByteArray();
  }

  @Override
  public List<String> notes() {
    return store.foreignKeys();
  }
}
