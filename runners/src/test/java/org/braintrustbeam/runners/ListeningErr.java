package org.braintrustbeam.runners;

import java.io.ByteArrayOutputStream;
import java.util.Queue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Standard error; from its first line on all that is logged is collected, down to the finest. */
final class ListeningErr extends ByteArrayOutputStream {
  private final Queue<String> logged;

  ListeningErr(Queue<String> logged) {
    this.logged = logged;
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    if (size() == 0) {
      listen();
    }
    super.write(bytes, from, length);
  }

  /** The launcher has set its own handler by now, and forgotten all others. */
  private void listen() {
    Logger root = Logger.getLogger("");
    for (Handler other : root.getHandlers()) {
      root.removeHandler(other);
    }
    root.addHandler(collecting(logged));
    root.setLevel(Level.ALL);
  }

  private static Handler collecting(Queue<String> logged) {
    Handler handler =
        new Handler() {
          private final SimpleFormatter formatter = new SimpleFormatter();

          @Override
          public void publish(LogRecord entry) {
            // The service, here in the same process, is sent the key by right.
            if (!String.valueOf(entry.getLoggerName()).startsWith("org.eclipse.jetty")) {
              logged.add(formatter.format(entry));
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    return handler;
  }
}
