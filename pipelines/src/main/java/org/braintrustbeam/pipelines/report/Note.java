package org.braintrustbeam.pipelines.report;

/** A sentence. */
public record Note(String text, Tone tone) implements Block {}
