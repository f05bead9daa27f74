package org.braintrustbeam.io.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Lines of a file, in memory one at a time. */
final class Lines {
  private static final int BUFFER = 1 << 16;

  /** Takes a line. */
  interface Taker {
    /**
     * Takes one.
     *
     * @param line without its end
     * @param place where it begins
     */
    void take(byte[] line, long place) throws IOException;
  }

  private Lines() {}

  /**
   * Hands over all that have an end, from a place on; what a process that was killed has left of a
   * last one is not handed over.
   *
   * @param in what begins at that place
   * @return where the first one without an end begins
   */
  static long read(InputStream in, long place, Taker taker) throws IOException {
    long start = place;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
      int from = 0;
      for (int i = 0; i < length; i++) {
        if (buffer[i] == '\n') {
          line.write(buffer, from, i - from);
          from = i + 1;
          byte[] whole = line.toByteArray();
          line.reset();
          taker.take(whole, start);
          start += whole.length + 1L;
        }
      }
      line.write(buffer, from, length - from);
    }
    return start;
  }
}
