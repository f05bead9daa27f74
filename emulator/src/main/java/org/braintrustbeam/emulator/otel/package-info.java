/** Spans of OpenTelemetry become rows. Depends on {@code rows} and {@code catalog}. */
@NullMarked
package org.braintrustbeam.emulator.otel;

import org.jspecify.annotations.NullMarked;
