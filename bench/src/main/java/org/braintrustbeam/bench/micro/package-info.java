/** What is done once a row, measured by JMH. */
@NullMarked
package org.braintrustbeam.bench.micro;

import org.jspecify.annotations.NullMarked;
