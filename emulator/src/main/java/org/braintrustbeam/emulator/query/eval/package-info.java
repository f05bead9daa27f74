/**
 * Expressions: compiled once from a query's text, then evaluated on each row. Values are JSON as
 * bytes, and JSON null stands for SQL's NULL. Depends on {@code text} and {@code json}.
 */
@NullMarked
package org.braintrustbeam.emulator.query.eval;

import org.jspecify.annotations.NullMarked;
