package org.braintrustbeam.bench.data;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The JSON of what users do: traces of a root, three calls of models and a score span, spans of
 * about {@value #BYTES} bytes. Four fifths of the traces are in the week before {@link #UNTIL}, the
 * others in the week before that. Of the newer ones region r7 fails three times in ten; else, and
 * everywhere in the older ones, one in twenty does.
 */
final class Traffic {
  /** On average. */
  static final int BYTES = 400;

  /** Where the window ends. */
  static final Instant UNTIL = Instant.parse("2025-02-01T00:00:00Z");

  /** Rows of a trace. */
  static final int ROWS = 5;

  private static final Duration WEEK = Duration.ofDays(7);
  private static final int REGIONS = 20;
  private static final String[] TOPICS = {"Refunds", "Flights", "Baggage", "Seats"};
  private static final String[] MODELS = {"large", "small", "tiny"};

  private final long traces;

  Traffic(long traces) {
    this.traces = traces;
  }

  /** A row by its number: the first of each {@value #ROWS} is the root of the others. */
  String row(long number) {
    long trace = number / ROWS;
    SplittableRandom random = new SplittableRandom(trace);
    int region = random.nextInt(REGIONS);
    boolean fails = random.nextInt(100) < (region == 7 && isNew(trace) ? 30 : 5);
    int part = (int) (number % ROWS);
    return switch (part) {
      case 0 -> root(trace, region, fails, random);
      case ROWS - 1 -> score(trace, fails);
      default -> call(trace, part, fails);
    };
  }

  private boolean isNew(long trace) {
    return trace < newTraces();
  }

  private long newTraces() {
    return traces * 4 / 5;
  }

  /** The newest first, evenly over the week. */
  private Instant created(long trace) {
    boolean isNew = isNew(trace);
    long place = isNew ? trace : trace - newTraces();
    long all = isNew ? newTraces() : traces - newTraces();
    long millis = (long) ((place + 0.5) / (double) all * WEEK.toMillis());
    return (isNew ? UNTIL : UNTIL.minus(WEEK)).minusMillis(millis + 1);
  }

  private String root(long trace, int region, boolean fails, SplittableRandom random) {
    String facts =
        "\"metadata\":{\"region\":\"r%d\",\"plan\":\"%s\",\"user\":\"u%d\",\"request\":\"q%d\"},\"tags\":[\"%s\"],\"facets\":{\"Issues\":\"%s\"},\"classifications\":{\"Topic\":[{\"label\":\"%s\"}]},"
            .formatted(
                region,
                random.nextBoolean() ? "free" : "paid",
                random.nextLong(Math.max(1, traces / 20)),
                trace,
                random.nextBoolean() ? "web" : "app",
                fails && random.nextBoolean() ? "late" : "no_match",
                TOPICS[random.nextInt(TOPICS.length)]);
    return head(trace, "chat", "task", 0)
        + facts
        + "\"input\":\"%s\",\"output\":\"%s\"}"
            .formatted(Words.text(trace, random.nextInt(300)), Words.text(~trace, 60));
  }

  private String call(long trace, int part, boolean fails) {
    SplittableRandom random = new SplittableRandom(trace * ROWS + part);
    String error = fails && part == 1 && trace % 2 == 0 ? "\"error\":\"time-out\"," : "";
    return head(trace, "step" + part, "llm", part)
        + error
        + String.format(
            Locale.ROOT,
            "\"metadata\":{\"model\":\"%s\"},\"metrics\":{\"start\":1738000000,\"end\":%.3f,\"prompt_tokens\":%d,\"completion_tokens\":%d,\"estimated_cost\":0.%06d}}",
            MODELS[random.nextInt(MODELS.length)],
            1738000000 + random.nextDouble() * random.nextDouble() * 9,
            random.nextInt(900),
            random.nextInt(200),
            random.nextInt(20_000));
  }

  private String score(long trace, boolean fails) {
    return head(trace, "Answer ok", "score", ROWS - 1)
        + "\"scores\":{\"Answer ok\":%s}}".formatted(fails && trace % 2 == 1 ? "0.25" : "1");
  }

  private String head(long trace, String name, String type, int part) {
    String root = String.format(Locale.ROOT, "trace-%09d", trace);
    String id = part == 0 ? root : root + '-' + part;
    return "{\"id\":\"%s\",\"span_id\":\"%s\",\"root_span_id\":\"%s\",%s\"created\":\"%s\",\"span_attributes\":{\"name\":\"%s\",\"type\":\"%s\"},"
        .formatted(
            id,
            id,
            root,
            part == 0 ? "" : "\"span_parents\":[\"" + root + "\"],",
            created(trace).plusMillis(part == 0 ? 0 : 1),
            name,
            type);
  }
}
