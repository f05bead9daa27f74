/** Files that pipelines leave behind for the launcher or the user. */
@NullMarked
package org.braintrustbeam.io.files;

import org.jspecify.annotations.NullMarked;
