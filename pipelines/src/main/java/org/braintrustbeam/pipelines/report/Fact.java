package org.braintrustbeam.pipelines.report;

import org.jspecify.annotations.Nullable;

/**
 * A name and a value.
 *
 * @param href where the value leads to, or null; anything but http and https leads nowhere
 */
public record Fact(String name, String value, @Nullable String href) {
  /** Drops an unfit address. */
  public Fact {
    href = PageText.link(href);
  }

  /** A fact that leads nowhere. */
  public static Fact of(String name, String value) {
    return new Fact(name, value, null);
  }
}
