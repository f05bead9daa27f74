package org.braintrustbeam.io.braintrust;

import java.io.Serializable;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;

/** Knows when two values of a field are the same, which is a matter of those who make changes. */
public interface MadeChange extends Serializable {
  /** Whether the row has all values that the change would give it. */
  boolean isMade(RowChange change, RowVersion now);
}
