package org.braintrustbeam.pipelines.report;

import java.util.List;

/**
 * A part of a page with a heading.
 *
 * @param id its anchor, unique in the page
 * @param intro what there is to know before reading it; may be empty
 */
public record Section(String id, String title, String intro, List<? extends Block> blocks) {}
