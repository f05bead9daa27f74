/**
 * Production spans to facet calls: which prompt was put to which text, and for which facet. May
 * depend on {@code text}, {@code json}, {@code keys}, {@code rows} and {@code counts}.
 */
@NullMarked
package org.braintrustbeam.transforms.facet.call;

import org.jspecify.annotations.NullMarked;
