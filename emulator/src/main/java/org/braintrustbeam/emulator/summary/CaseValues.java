package org.braintrustbeam.emulator.summary;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scores and metrics of one trace of an experiment, by name.
 *
 * @param key what the case is found by in another experiment; null if the trace has no root
 */
record CaseValues(
    @Nullable String key, Map<String, BigDecimal> scores, Map<String, BigDecimal> metrics) {}
