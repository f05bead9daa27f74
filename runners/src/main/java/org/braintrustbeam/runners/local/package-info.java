/**
 * What runs against a local server in this process: the {@code emulator} command, and the server
 * that {@code --api-url embedded} starts. The only package that knows the emulator.
 */
@NullMarked
package org.braintrustbeam.runners.local;

import org.jspecify.annotations.NullMarked;
