package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import java.io.OutputStream;

/** How the bytes of an answer's body reach the client, or do not. */
@FunctionalInterface
interface Delivery {
  /** All of them. */
  Delivery WHOLE = (body, line) -> line.out().write(body);

  /** Not even a status line: the connection is reset. */
  Delivery NONE = (body, line) -> line.reset();

  /** Sends the body; the status line and the headers, with the body's full length, go with it. */
  void send(byte[] body, Line line) throws IOException;

  /** The connection to the client. */
  interface Line {
    /** Takes the body's bytes; what is flushed has left. */
    OutputStream out() throws IOException;

    /** Breaks the connection off, as a crash or a broken network does: TCP RST. */
    void reset() throws IOException;
  }
}
