@NullMarked
package org.braintrustbeam.emulator.json;

import org.jspecify.annotations.NullMarked;
