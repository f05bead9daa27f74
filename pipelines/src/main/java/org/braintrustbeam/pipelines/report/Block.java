package org.braintrustbeam.pipelines.report;

/** What a section can hold. */
public sealed interface Block permits Figures, Charts, Matrices, Table, Records, Listing, Note {}
