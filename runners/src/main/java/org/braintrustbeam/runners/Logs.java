package org.braintrustbeam.runners;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Sends log messages to the console: our own warnings, and more with {@code --verbose}.
 *
 * <p>The libraries' messages are left out without {@code --verbose}: what they complain about
 * either ends the run, and is presented then, or is nothing a user can act on.
 */
final class Logs extends Handler {
  private static final SimpleFormatter FORMATTER = new SimpleFormatter();

  /** Held here, because a logger that nobody holds forgets its level. */
  private static final List<Logger> OURS =
      List.of(Logger.getLogger("org.braintrustbeam"), Logger.getLogger(""));

  private final Console console;

  private Logs(Console console) {
    this.console = console;
  }

  static void to(Console console) {
    LogManager.getLogManager().reset();
    OURS.get(0).setLevel(ours(console));
    OURS.get(1).setLevel(others(console));
    OURS.get(1).addHandler(new Logs(console));
  }

  @Override
  public void publish(LogRecord entry) {
    // A thread of an earlier run may have passed its logger's level before that was set.
    if (entry.getLevel().intValue() < least(entry).intValue()) {
      return;
    }
    if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
      console.warn(text(entry));
    } else {
      console.line("debug: " + text(entry));
    }
    Throwable thrown = entry.getThrown();
    if (thrown != null && console.verbose()) {
      console.trace(thrown);
    }
  }

  private Level least(LogRecord entry) {
    return isOurs(entry) ? ours(console) : others(console);
  }

  private static Level ours(Console console) {
    return console.verbose() ? Level.FINE : Level.WARNING;
  }

  private static Level others(Console console) {
    return console.verbose() ? Level.WARNING : Level.OFF;
  }

  private static boolean isOurs(LogRecord entry) {
    return String.valueOf(entry.getLoggerName()).startsWith("org.braintrustbeam");
  }

  /** Where a library complains, its name is worth more than its words. */
  private static String text(LogRecord entry) {
    String message = FORMATTER.formatMessage(entry);
    return isOurs(entry) ? message : entry.getLoggerName() + ": " + message;
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
