/**
 * Functions and prompts of a project, as definitions: nothing is run. Depends on {@code catalog}.
 */
@NullMarked
package org.braintrustbeam.emulator.functions;

import org.jspecify.annotations.NullMarked;
