package org.braintrustbeam.io.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Lays out the JSON that is written to it, indented by two or without any white space.
 *
 * <p>Only white space between the tokens changes: a value that is parsed and printed could lose the
 * digits of a number or fail on a lone surrogate. The input must be valid JSON.
 */
public final class IndentedJson extends FilterOutputStream {
  private static final byte[] NEW_LINE = {'\n'};
  private static final byte[] INDENT = "  ".getBytes(US_ASCII);

  private final boolean indented;
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

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (inString) {
        int stop = endOfString(bytes, i, end);
        out.write(bytes, i, stop - i);
        i = stop - 1;
      } else if (!isSpace(bytes[i])) {
        writeToken(bytes[i]);
      }
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** The place behind the string's closing quote, or the end of what there is. */
  private int endOfString(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      byte b = bytes[i];
      if (escaped) {
        escaped = false;
      } else if (b == '\\') {
        escaped = true;
      } else if (b == '"') {
        inString = false;
        return i + 1;
      }
    }
    return end;
  }

  private void writeToken(byte b) throws IOException {
    switch (b) {
      case '}', ']' -> close(b);
      case ',' -> {
        out.write(b);
        newLine();
      }
      case ':' -> {
        out.write(b);
        if (indented) {
          out.write(' ');
        }
      }
      default -> {
        if (justOpened) {
          newLine();
        }
        justOpened = b == '{' || b == '[';
        depth += justOpened ? 1 : 0;
        inString = b == '"';
        out.write(b);
      }
    }
  }

  private void close(byte b) throws IOException {
    depth--;
    if (!justOpened) {
      newLine();
    }
    justOpened = false;
    out.write(b);
  }

  private void newLine() throws IOException {
    if (indented) {
      out.write(NEW_LINE);
      for (int i = 0; i < depth; i++) {
        out.write(INDENT);
      }
    }
  }
}
