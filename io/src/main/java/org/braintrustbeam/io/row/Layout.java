package org.braintrustbeam.io.row;

import java.io.IOException;
import java.io.InputStream;
import org.apache.beam.sdk.coders.CoderException;

/** The number at the head of an encoded element, so that old bytes are refused, not misread. */
final class Layout {
  private Layout() {}

  static void require(int expected, InputStream in, String type) throws IOException {
    int found = in.read();
    if (found != expected) {
      throw new CoderException(
          type + " is encoded in layout " + found + ", this version reads " + expected);
    }
  }
}
