package org.braintrustbeam.io.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * Reads a body to its end, if that comes soon enough: what a body grows to while it is unpacked
 * counts, so a small one that unpacks to gigabytes is no danger.
 */
public final class BodyReader {
  /** A server cannot build a longer JavaScript string; half of it is plenty for 1,000 rows. */
  private static final long MAX_BODY = 256 << 20;

  /** A body is in memory twice while its rows are cut out, and others are read beside it. */
  private static final long SHARE_OF_HEAP = 8;

  /**
   * What of the limit a body may take beside others; a longer one waits until it is the only one.
   */
  private static final int SHARE_OF_LIMIT = 8;

  private static final Semaphore LONG = new Semaphore(1, true);

  private static final int MAX_START = 1 << 16;

  private BodyReader() {}

  /** The longest body that is read, in bytes. */
  public static int limit() {
    return (int) Math.min(MAX_BODY, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
  }

  /**
   * All of it, unpacked: object stores hold gzip without saying so.
   *
   * @param patience how long a long one may wait for others
   * @throws BodyTooLargeException if it is longer than the limit
   * @throws SocketTimeoutException if others were not read in that time
   */
  public static byte[] read(InputStream in, Duration patience) throws IOException {
    return read(in, limit(), patience);
  }

  /** As {@link #read(InputStream, Duration)}, with a limit of the caller's own, in bytes. */
  public static byte[] read(InputStream in, int limit, Duration patience) throws IOException {
    InputStream json = withoutMark(unpacked(new BufferedInputStream(in)));
    byte[] start = json.readNBytes(limit / SHARE_OF_LIMIT);
    if (start.length < limit / SHARE_OF_LIMIT) {
      return start;
    }
    awaitTurn(patience);
    try {
      return readLong(new SequenceInputStream(new ByteArrayInputStream(start), json), limit);
    } finally {
      LONG.release();
    }
  }

  private static void awaitTurn(Duration patience) throws IOException {
    try {
      if (!LONG.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SocketTimeoutException("timeout");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  private static byte[] readLong(InputStream in, int limit) throws IOException {
    byte[] body = in.readNBytes(limit + 1);
    if (body.length > limit) {
      throw new BodyTooLargeException(limit);
    }
    return body;
  }

  /** Of an error only its message matters, which is not long. */
  public static byte[] readStart(InputStream in) throws IOException {
    return withoutMark(unpacked(new BufferedInputStream(in))).readNBytes(MAX_START);
  }

  private static BufferedInputStream unpacked(BufferedInputStream in) throws IOException {
    return begins(in, 0x1f, 0x8b) ? new BufferedInputStream(new GZIPInputStream(in)) : in;
  }

  /** Our places in a body are byte offsets, and JSON does not begin with a byte order mark. */
  private static InputStream withoutMark(BufferedInputStream in) throws IOException {
    if (begins(in, 0xef, 0xbb, 0xbf)) {
      in.skipNBytes(3);
    }
    return in;
  }

  private static boolean begins(BufferedInputStream in, int... bytes) throws IOException {
    in.mark(bytes.length);
    boolean same = true;
    for (int i = 0; i < bytes.length && same; i++) {
      same = in.read() == bytes[i];
    }
    in.reset();
    return same;
  }
}
