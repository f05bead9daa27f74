/**
 * JSON as bytes: values are cut out and moved, never parsed and printed again, so a number keeps
 * the digits it came with. Depends on {@code api}.
 */
@NullMarked
package org.braintrustbeam.emulator.json;

import org.jspecify.annotations.NullMarked;
