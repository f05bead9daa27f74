@NullMarked
package org.braintrustbeam.emulator.model;

import org.jspecify.annotations.NullMarked;
