/**
 * The file: every version of every row, by key range, by transaction, by id and by trace. A reader
 * names the transaction it reads at, so it never sees half of a write. Depends on {@code json}.
 */
@NullMarked
package org.braintrustbeam.emulator.store;

import org.jspecify.annotations.NullMarked;
