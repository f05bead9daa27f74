/**
 * A stand-in for a language model: its answers are made by fixed rules from the request, so that
 * what calls a model can be tried without one. It says that it is a stand-in wherever it is named.
 * Depends on {@code json}.
 */
@NullMarked
package org.braintrustbeam.emulator.model;

import org.jspecify.annotations.NullMarked;
