/** Tests of the calling of models. */
@NullMarked
package org.braintrustbeam.io.model;

import org.jspecify.annotations.NullMarked;
