package org.braintrustbeam.io.row;

/**
 * A copy of a JSON text in which nothing below some depth can stop a parser; every byte that is
 * kept is where it was, so places in the copy are places in the original.
 *
 * <p>Below that depth there are blanks. In the strings that are left, escapes, control characters
 * and whatever is not ASCII become question marks. Brackets are counted in one pass over the bytes,
 * so neither time nor memory grows with their depth.
 */
public final class ShallowJson {
  private final byte[] bytes;
  private final int depthKept;
  private int depth;
  private boolean inString;

  private ShallowJson(byte[] bytes, int depthKept) {
    this.bytes = bytes;
    this.depthKept = depthKept;
  }

  /** The copy, with the containers down to this depth; what is in deeper ones is blank. */
  public static byte[] of(byte[] json, int depthKept) {
    ShallowJson copy = new ShallowJson(json.clone(), depthKept);
    for (int i = 0; i < copy.bytes.length; i++) {
      i = copy.inString ? copy.stringByte(i) : copy.byteOutside(i);
    }
    return copy.bytes;
  }

  /** Returns the place of the last byte that is dealt with. */
  private int stringByte(int i) {
    byte b = bytes[i];
    if (b == '"') {
      inString = false;
      hide(i);
    } else if (b == '\\' && i + 1 < bytes.length) {
      replace(i);
      replace(i + 1);
      return i + 1;
    } else if (b < ' ') { // a control character, or above ASCII
      replace(i);
    } else {
      hide(i);
    }
    return i;
  }

  private int byteOutside(int i) {
    switch (bytes[i]) {
      case '{', '[' -> {
        hide(i);
        depth++;
      }
      case '}', ']' -> {
        depth--;
        hide(i);
      }
      case '"' -> {
        inString = true;
        hide(i);
      }
      default -> hide(i);
    }
    return i;
  }

  private void replace(int i) {
    bytes[i] = '?';
    hide(i);
  }

  private void hide(int i) {
    if (depth > depthKept) {
      bytes[i] = ' ';
    }
  }
}
