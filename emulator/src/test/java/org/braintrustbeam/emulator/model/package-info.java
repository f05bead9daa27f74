/** Tests of the stand-in for a model. */
@NullMarked
package org.braintrustbeam.emulator.model;

import org.jspecify.annotations.NullMarked;
