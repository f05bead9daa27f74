package org.braintrustbeam.io.braintrust;

import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.braintrustbeam.io.braintrust.FakeService.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.braintrustbeam.io.row.RawJson;

/** Understands the queries that we send, for a dataset of rows {@code r0}, {@code r1}, …. */
final class FakeDataset {
  private static final Pattern AFTER = Pattern.compile("_pagination_key > '([^']*)'");
  private static final Pattern UP_TO = Pattern.compile("_pagination_key <= '([^']*)'");
  private static final Pattern IDS = Pattern.compile("id IN \\(([^)]*)\\)");
  private static final Pattern LIMIT = Pattern.compile("LIMIT (\\d+)$");

  private final int size;
  private final boolean sql;
  private final int mostRows;

  /** With SQL or without, and a page size above which queries fail. */
  FakeDataset(int size, boolean sql, int mostRows) {
    this.size = size;
    this.sql = sql;
    this.mostRows = mostRows;
  }

  MockResponse answer(RecordedRequest request) {
    String body = FakeService.body(request);
    if (request.getUrl().encodedPath().endsWith("/fetch")) {
      return fetch(RawJson.of(body));
    }
    if (!sql) {
      return status(404, "{\"Message\":\"no such route\"}");
    }
    return query(String.valueOf(RawJson.of(body).field("query").text()));
  }

  private MockResponse fetch(RawJson body) {
    String cursor = body.field("cursor").text();
    int start = cursor == null ? 0 : Integer.parseInt(cursor.substring(2));
    int end = Math.min(size, start + 400);
    String rows = rows(IntStream.range(start, end).boxed());
    String next = start == end ? "" : ",\"cursor\":\"+/" + end + "\"";
    return ok("{\"events\":[" + rows + "]" + next + "}");
  }

  private MockResponse query(String query) {
    int limit = Integer.parseInt(group(LIMIT, query, "0"));
    if (limit > mostRows) {
      return status(504, "{\"Message\":\"too slow\"}");
    }
    if (query.contains("DESC LIMIT 1")) {
      return ok("{\"data\":[{\"_pagination_key\":\"" + key(size - 1) + "\"}]}");
    }
    String after = group(AFTER, query, "");
    String upTo = group(UP_TO, query, "q");
    String ids = group(IDS, query, "");
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < size && rows.size() < limit; i++) {
      boolean wanted = ids.isEmpty() || ids.contains("'r" + i + "'");
      if (wanted && key(i).compareTo(after) > 0 && key(i).compareTo(upTo) <= 0) {
        rows.add(i);
      }
    }
    return ok("{\"data\":[" + rows(rows.stream()) + "],\"cursor\":\"c+/\"}");
  }

  private static String group(Pattern pattern, String text, String otherwise) {
    Matcher matcher = pattern.matcher(text);
    String group = matcher.find() ? matcher.group(1) : null;
    return group == null ? otherwise : group;
  }

  private static String rows(Stream<Integer> numbers) {
    return String.join(",", numbers.map(FakeDataset::row).toList());
  }

  static String row(int number) {
    return "{\"id\":\"r%d\",\"_xact_id\":\"7\",\"_pagination_key\":\"%s\",\"expected\":%d.50}"
        .formatted(number, key(number), number);
  }

  static String key(int number) {
    return String.format(Locale.ROOT, "p%020d", 7_000_000_000_000_000L + number * 65_536L);
  }
}
