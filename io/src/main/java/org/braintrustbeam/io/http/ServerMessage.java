package org.braintrustbeam.io.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** What a server says about a failure, made fit to be shown: one line, and nothing private. */
public final class ServerMessage {
  private static final int MAX_READ = 4_000;
  private static final int MAX_SHOWN = 300;

  /** A shorter piece of the query may be what the server complains about. */
  private static final int MIN_ECHO = 32;

  private static final Pattern MARKS = Pattern.compile("\\[user_\\w{1,20}=[^\\]]*+\\]?");
  private static final Pattern QUERY =
      Pattern.compile("(https?://[^\\s?\"'<>]{1,500})\\?[^\\s\"'<>]*");
  private static final Pattern EMAIL =
      Pattern.compile("[\\w.%+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,8}");
  private static final Pattern KEY =
      Pattern.compile("\\b(?:sk|bt-st)-[\\w-]{6,}|\\beyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

  private ServerMessage() {}

  /** The message in an error's body, redacted; empty if there is none for people. */
  public static String of(byte[] body) {
    return redacted(raw(body));
  }

  /** The message as it came, to recognise an error by; never to be shown. */
  public static String raw(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, MAX_READ), UTF_8).strip();
    if (text.startsWith("<")) {
      return "";
    }
    String message = text.startsWith("{") ? inJson(RawJson.wrap(body)) : null;
    return message == null ? text : message;
  }

  private static @Nullable String inJson(RawJson body) {
    try {
      for (String name : new String[] {"Message", "message", "error"}) {
        RawJson value = body.field(name);
        String text = value.isObject() ? value.field("message").text() : value.text();
        if (text != null) {
          return text.substring(0, Math.min(text.length(), MAX_READ));
        }
      }
      return null;
    } catch (MalformedJsonException e) {
      return null;
    }
  }

  /** A message without what it repeats of a query. */
  public static String without(String query, String message) {
    StringBuilder own = new StringBuilder();
    int at = 0;
    while (at < message.length()) {
      int end = Math.min(message.length(), at + MIN_ECHO);
      boolean echo = end - at == MIN_ECHO && query.contains(message.substring(at, end));
      while (echo && end < message.length() && query.contains(message.substring(at, end + 1))) {
        end++;
      }
      own.append(echo ? " " : message.substring(at, at + 1));
      at = echo ? end : at + 1;
    }
    return own.toString();
  }

  /** The text without e-mail addresses, keys and signatures, on one line, cut to a length. */
  public static String redacted(String text) {
    String clean = MARKS.matcher(text).replaceAll("");
    clean = QUERY.matcher(clean).replaceAll("$1");
    clean = EMAIL.matcher(clean).replaceAll("[e-mail]");
    clean = KEY.matcher(clean).replaceAll("[key]");
    clean = SPACE.matcher(clean).replaceAll(" ").strip();
    return clean.length() > MAX_SHOWN ? clean.substring(0, MAX_SHOWN) + "…" : clean;
  }
}
