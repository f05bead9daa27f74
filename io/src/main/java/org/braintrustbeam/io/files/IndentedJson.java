package org.braintrustbeam.io.files;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.braintrustbeam.io.row.RawJson;

/**
 * Lays out the JSON that is written to it, indented by two or without any white space.
 *
 * <p>Only white space between the tokens changes: a value that is parsed and printed could lose the
 * digits of a number or fail on a lone surrogate. The input must be valid JSON.
 *
 * <p>What a call has laid out is handed on before it returns, in pieces of {@value #BUFFER_BYTES}
 * bytes at most: so others may write to the same stream in between, and a row costs one call.
 */
public final class IndentedJson extends FilterOutputStream {
  private static final int BUFFER_BYTES = 1 << 13;

  private final boolean indented;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean justOpened;

  private IndentedJson(OutputStream out, boolean indented) {
    super(out);
    this.indented = indented;
  }

  /** Each member and item on a line of its own, indented by two spaces a level. */
  public static IndentedJson byTwo(OutputStream out) {
    return new IndentedJson(out, true);
  }

  /** All in one line. */
  public static IndentedJson oneLine(OutputStream out) {
    return new IndentedJson(out, false);
  }

  /** The same value all in one line; mostly it is so already, and comes back itself. */
  public static RawJson oneLine(RawJson value) {
    byte[] bytes = value.bytes();
    if (!hasWhiteSpace(bytes)) {
      return value;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(bytes.length);
    try {
      value.writeTo(oneLine(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
    return RawJson.wrap(line.toByteArray());
  }

  private static boolean hasWhiteSpace(byte[] json) {
    boolean inString = false;
    for (int i = 0; i < json.length; i++) {
      byte b = json[i];
      if (b == '"') {
        inString = !inString;
      } else if (inString) {
        i += b == '\\' ? 1 : 0;
      } else if (b <= ' ' && b >= 0) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      if (inString) {
        int stop = endOfString(bytes, at, end);
        put(bytes, at, stop - at);
        at = stop;
      } else {
        putToken(bytes[at++]);
      }
    }
    handOn();
  }

  /** The place behind the string's closing quote, or the end of what there is. */
  private int endOfString(byte[] bytes, int start, int end) {
    int at = start;
    if (escaped) {
      escaped = false;
      at++;
    }
    for (; at < end; at++) {
      byte b = bytes[at];
      if (b == '"') {
        inString = false;
        return at + 1;
      }
      if (b == '\\' && ++at == end) {
        escaped = true;
      }
    }
    return end;
  }

  private void putToken(byte b) throws IOException {
    switch (b) {
      case ' ', '\n', '\r', '\t' -> {}
      case '}', ']' -> putClose(b);
      case ',' -> {
        put(b);
        putNewLine();
      }
      case ':' -> {
        put(b);
        if (indented) {
          put((byte) ' ');
        }
      }
      default -> putOther(b);
    }
  }

  private void putOther(byte b) throws IOException {
    if (justOpened) {
      putNewLine();
    }
    justOpened = b == '{' || b == '[';
    depth += justOpened ? 1 : 0;
    inString = b == '"';
    put(b);
  }

  private void putClose(byte b) throws IOException {
    depth--;
    if (!justOpened) {
      putNewLine();
    }
    justOpened = false;
    put(b);
  }

  private void putNewLine() throws IOException {
    if (indented) {
      put((byte) '\n');
      for (int i = 0; i < depth; i++) {
        put((byte) ' ');
        put((byte) ' ');
      }
    }
  }

  private void put(byte b) throws IOException {
    if (buffered == BUFFER_BYTES) {
      handOn();
    }
    buffer[buffered++] = b;
  }

  private void put(byte[] bytes, int offset, int length) throws IOException {
    if (length > BUFFER_BYTES - buffered) {
      handOn();
    }
    if (length > BUFFER_BYTES) {
      out.write(bytes, offset, length);
      return;
    }
    System.arraycopy(bytes, offset, buffer, buffered, length);
    buffered += length;
  }

  private void handOn() throws IOException {
    int length = buffered;
    buffered = 0; // also when it cannot be written: closing must not try again
    out.write(buffer, 0, length);
  }
}
