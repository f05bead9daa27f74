package org.braintrustbeam.emulator.faults;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What large answers are kept in: a host of its own, that wants the signature of the address and no
 * key, and refuses a request that has both.
 */
final class ObjectStore extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Who asks for so many more before fetching the first is not going to. */
  private static final int MAX_OBJECTS = 256;

  private final transient Map<String, Answer> objects =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
          return size() > MAX_OBJECTS;
        }
      };
  private final transient List<String> foreignKeys = new ArrayList<>();
  private long last;

  /** Keeps an answer; returns where, without the host. */
  synchronized String keep(Answer answer) {
    String path = "/answers/" + ++last + ".json.gz";
    objects.put(path, answer);
    return path + "?X-Amz-Signature=0000";
  }

  /** A line for each request that had a key, which it should not have: its kind and its length. */
  synchronized List<String> foreignKeys() {
    return List.copyOf(foreignKeys);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String key = request.getHeader("Authorization");
    if (key != null) {
      note(key);
      response.setStatus(400);
      response.getOutputStream().write(refusal());
      return;
    }
    Answer stored = stored(request.getRequestURI());
    if (stored == null) {
      response.setStatus(404);
      return;
    }
    stored.headers().forEach(response::setHeader);
    response.getOutputStream().write(stored.body());
  }

  private static byte[] refusal() {
    return "<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>"
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The key itself is not ours to show. */
  private synchronized void note(String key) {
    foreignKeys.add(
        "Authorization of %d characters, starting with %s"
            .formatted(key.length(), key.replaceFirst("\\s.*", "")));
  }

  private synchronized @Nullable Answer stored(String path) {
    return objects.get(path);
  }
}
