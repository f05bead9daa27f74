/** Projects, datasets and experiments. Depends on {@code store}. */
@NullMarked
package org.braintrustbeam.emulator.catalog;

import org.jspecify.annotations.NullMarked;
