/**
 * What every part says to callers: errors in the service's words, and the bounds of a page. It
 * depends on nothing.
 */
@NullMarked
package org.braintrustbeam.emulator.api;

import org.jspecify.annotations.NullMarked;
