package org.braintrustbeam.pipelines.report;

import java.util.List;

/** Charts side by side. */
public record Charts(List<Chart> charts) implements Block {}
