package org.braintrustbeam.bench.profile;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;

/** Counts samples of running threads, by what runs and on whose behalf. */
final class Samples {
  private final Map<Part, Long> running = new EnumMap<>(Part.class);
  private final Map<Part, Long> behalf = new EnumMap<>(Part.class);
  private final Map<String, Long> methods = new HashMap<>();
  private long all;

  void add(RecordedStackTrace stack) {
    List<RecordedFrame> frames = stack.getFrames();
    if (frames.isEmpty()) {
      return;
    }
    all++;
    running.merge(part(frames.get(0)), 1L, Long::sum);
    behalf.merge(
        frames.stream().map(Samples::part).filter(Part::isCaller).findFirst().orElse(Part.OTHER),
        1L,
        Long::sum);
    methods.merge(name(frames.get(0)), 1L, Long::sum);
  }

  private static Part part(RecordedFrame frame) {
    return Part.of(frame.getMethod().getType().getName());
  }

  private static String name(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName();
    return type.substring(type.lastIndexOf('.') + 1) + '.' + frame.getMethod().getName();
  }

  long count() {
    return all;
  }

  /** One line a part: share of what was running, and share on whose behalf. */
  void print() {
    System.out.printf("%-28s %8s %14s%n", "part", "running", "on its behalf");
    for (Part part : Part.values()) {
      System.out.printf(
          "%-28s %7.1f%% %13.1f%%%n",
          part.label(),
          percent(running.getOrDefault(part, 0L)),
          percent(behalf.getOrDefault(part, 0L)));
    }
  }

  /** The methods that were seen running most often. */
  void printMethods(int most) {
    methods.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .forEach(e -> System.out.printf("%7.1f%%  %s%n", percent(e.getValue()), e.getKey()));
  }

  private double percent(long count) {
    return all == 0 ? 0 : 100.0 * count / all;
  }
}
