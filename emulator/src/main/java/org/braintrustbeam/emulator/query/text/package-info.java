/**
 * Reads the three notations of a query (SQL, BTQL pipes, JSON) into one {@link
 * org.braintrustbeam.emulator.query.text.QueryText}.
 *
 * <p>The parsers are our own: the dialect mixes SQL with ternaries, arrays and operators that no
 * SQL grammar has, and a parser with bounds of its own takes any text without running out of stack
 * or time. Depends on {@code json}.
 */
@NullMarked
package org.braintrustbeam.emulator.query.text;

import org.jspecify.annotations.NullMarked;
