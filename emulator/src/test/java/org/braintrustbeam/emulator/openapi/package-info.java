/**
 * Holds all exchanges of all tests against the service's published description (OpenAPI), where a
 * copy of it lies beside the checkout. A listener collects what deviates, an extension fails the
 * test class; both are found by the service loader, so that no test has to know of them.
 */
@NullMarked
package org.braintrustbeam.emulator.openapi;

import org.jspecify.annotations.NullMarked;
