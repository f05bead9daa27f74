/** Tests of the row types, and builders of rows for the tests of other modules. */
@NullMarked
package org.braintrustbeam.io.row;

import org.jspecify.annotations.NullMarked;
