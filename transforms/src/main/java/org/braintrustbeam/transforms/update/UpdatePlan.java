package org.braintrustbeam.transforms.update;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/**
 * How corrections become changes.
 *
 * @param fields which of {@link Correction#FIELDS} may be written
 * @param overwriteConflicts whether a correction wins over what the dataset says by now
 * @param recreateMissing whether a record that was deleted meanwhile is made again
 */
public record UpdatePlan(Set<String> fields, boolean overwriteConflicts, boolean recreateMissing)
    implements Serializable {

  /** Checks that there is a field to write, and that it is one that travels. */
  public UpdatePlan {
    fields = Set.copyOf(fields);
    if (fields.isEmpty() || !Correction.FIELDS.containsAll(fields)) {
      throw new IllegalArgumentException(
          "fields must be some of " + Correction.FIELDS + ", got " + fields);
    }
  }

  /** The same plan with one more field to write. */
  UpdatePlan withField(String field) {
    Set<String> more = new HashSet<>(fields);
    more.add(field);
    return new UpdatePlan(more, overwriteConflicts, recreateMissing);
  }
}
