package org.braintrustbeam.runners;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Standard output for results, standard error for everything else, one line each. */
public final class Console {
  private static final Pattern LINE_BREAKS = Pattern.compile("\\s*[\\r\\n\\u2028\\u2029]+\\s*");
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
  private static final int SHORTEST_KEY = 8;

  private final Surroundings surroundings;
  private boolean quiet;
  private boolean verbose;
  private volatile List<String> keys = List.of();
  private boolean drawing;

  /** On the streams of the surroundings. */
  public Console(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  void listenTo(boolean quietGiven, boolean verboseGiven) {
    quiet = quietGiven;
    verbose = verboseGiven;
  }

  /** Secrets that must not come out on standard error, whatever message they are in. */
  void hide(Collection<String> secrets) {
    keys =
        secrets.stream()
            .filter(secret -> secret.length() >= SHORTEST_KEY)
            .sorted(Comparator.comparingInt(String::length).reversed()) // one may begin another
            .toList();
  }

  /** Whether the user wants details. */
  public boolean verbose() {
    return verbose;
  }

  /** Whether the user wants warnings and errors only. */
  public boolean quiet() {
    return quiet;
  }

  /** Says something that {@code --quiet} silences. */
  public void inform(String message) {
    if (!quiet) {
      line(message);
    }
  }

  /** Says that something is not as it should be. */
  public void warn(String message) {
    line("warning: " + message);
  }

  /** Says why the program ends. */
  public void error(String message) {
    line("error: " + message);
  }

  /** Says where, for those who asked for it. */
  void trace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    write(redacted(text.toString()));
  }

  /** A line on standard error as it is, line breaks flattened. */
  public synchronized void line(String message) {
    String flat = LINE_BREAKS.matcher(message).replaceAll(" ");
    String start = drawing ? "\n" : "";
    drawing = false;
    write(start + redacted(CONTROLS.matcher(flat).replaceAll("?")) + "\n");
  }

  /** Text without a line break on standard error, e.g. a bar that is drawn over again. */
  public synchronized void draw(String text) {
    drawing = !text.endsWith("\n");
    write(text);
  }

  /**
   * Text on standard output.
   *
   * @throws IOException if nobody reads it, or the disk is full
   */
  public void print(String text) throws IOException {
    surroundings.out().write(text.getBytes(StandardCharsets.UTF_8));
    surroundings.out().flush();
  }

  private String redacted(String text) {
    String hidden = text;
    for (String secret : keys) {
      hidden = hidden.replace(secret, "***");
    }
    return hidden;
  }

  private synchronized void write(String text) {
    try {
      surroundings.err().write(text.getBytes(StandardCharsets.UTF_8));
      surroundings.err().flush();
    } catch (IOException e) {
      // Nobody reads standard error: there is no other place to say so.
    }
  }
}
