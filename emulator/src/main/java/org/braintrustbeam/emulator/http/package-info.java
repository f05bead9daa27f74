/** Routes: bodies in, bodies out. Depends on all other parts; only {@code Emulator} uses it. */
@NullMarked
package org.braintrustbeam.emulator.http;

import org.jspecify.annotations.NullMarked;
