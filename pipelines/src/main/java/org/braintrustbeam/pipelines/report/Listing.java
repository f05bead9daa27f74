package org.braintrustbeam.pipelines.report;

import java.util.List;

/** Texts to be copied, each under its name; folded away until somebody asks. */
public record Listing(String title, List<Fact> texts) implements Block {
  /** The queries that give the figures of a section. */
  public static Listing queries(List<Fact> queries) {
    return new Listing("Queries of these figures (" + queries.size() + ")", queries);
  }
}
