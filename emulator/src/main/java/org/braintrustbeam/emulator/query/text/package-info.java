/**
 * Reads the three notations of a query (SQL, BTQL pipes, JSON) into one {@link
 * org.braintrustbeam.emulator.query.text.QueryText}.
 *
 * <p>No SQL library knows the dialect, which mixes SQL with ternaries, arrays and pipes. So ANTLR
 * generates the parser of both texts from one grammar, {@code Btql.g4}; the readers here make a
 * query of its tree. A text is nested to a depth that fits the stack, or it is refused. Depends on
 * {@code json}.
 */
@NullMarked
package org.braintrustbeam.emulator.query.text;

import org.jspecify.annotations.NullMarked;
