/** Tests of the files that pipelines leave behind. */
@NullMarked
package org.braintrustbeam.io.files;

import org.jspecify.annotations.NullMarked;
