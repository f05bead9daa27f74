/** The demo project. It is written through {@code rows}, as a client would. */
@NullMarked
package org.braintrustbeam.emulator.demo;

import org.jspecify.annotations.NullMarked;
