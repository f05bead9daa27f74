@NullMarked
package org.braintrustbeam.transforms.eval.run;

import org.jspecify.annotations.NullMarked;
