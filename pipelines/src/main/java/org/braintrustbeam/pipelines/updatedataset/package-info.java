/** The command {@code update-dataset}: corrections made in an experiment go back to the dataset. */
@NullMarked
package org.braintrustbeam.pipelines.updatedataset;

import org.jspecify.annotations.NullMarked;
