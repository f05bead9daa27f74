/**
 * What a comparison comes to: a verdict, how sure it is, and what to do next. It proposes; it
 * opens, sends and blocks nothing. May depend on {@code compare} and {@code facet.text}.
 */
@NullMarked
package org.braintrustbeam.transforms.verdict;

import org.jspecify.annotations.NullMarked;
