package org.braintrustbeam.emulator.query;

import java.util.Locale;
import org.braintrustbeam.emulator.api.ApiError;
import org.jspecify.annotations.Nullable;

/** What a row of the answer stands for. */
enum Shape {
  /** A span that matches. */
  SPANS,
  /** A span of a trace in which one span matches. */
  TRACES,
  /** A trace in which one span matches. */
  SUMMARY;

  static Shape of(@Nullable String name) {
    if (name == null) {
      return SPANS;
    }
    for (Shape shape : values()) {
      if (shape.name().equals(name.toUpperCase(Locale.ROOT))) {
        return shape;
      }
    }
    throw ApiError.invalidQuery("'" + name + "' is not a shape (spans, traces, summary)");
  }
}
