/**
 * The command line as data: which flags there are, and what the user gave for them.
 *
 * <p>The flags of a command come from the getters of its options interface, so each is declared in
 * one place. picocli splits the line into names and values and lays out the help; every value stays
 * text until {@link org.braintrustbeam.runners.options.Flag#convert} so that one place decides how
 * a wrong value is reported, whether it came from a flag or from the environment.
 */
@NullMarked
package org.braintrustbeam.runners.options;

import org.jspecify.annotations.NullMarked;
