/**
 * Corrections made in an experiment to changes of dataset rows: which edit wins, and whether the
 * dataset still says what it said when the experiment ran.
 */
@NullMarked
package org.braintrustbeam.transforms.update;

import org.jspecify.annotations.NullMarked;
