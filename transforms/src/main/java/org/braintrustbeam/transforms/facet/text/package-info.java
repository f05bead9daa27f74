/**
 * What a JSON value says as a text, by the rules of the Python scripts whose results the facet
 * datasets must match. May depend on {@code json} only; no Beam here.
 */
@NullMarked
package org.braintrustbeam.transforms.facet.text;

import org.jspecify.annotations.NullMarked;
