/** Our commands together with Braintrust's own clients, on one server. */
@NullMarked
package org.braintrustbeam.pipelines.conformance;

import org.jspecify.annotations.NullMarked;
