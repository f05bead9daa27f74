package org.braintrustbeam.pipelines.report;

import java.util.List;

/**
 * A whole report.
 *
 * @param kind what it is a report of, above the title
 * @param facts what was run with what, below it
 */
public record Page(String kind, String title, List<Fact> facts, List<Section> sections) {}
