package org.braintrustbeam.transforms.facet.definition;

import java.io.Serial;

/** A file of facet definitions that cannot be used; says which file, facet and field. */
public final class DefinitionException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  DefinitionException(String message) {
    super(message);
  }

  DefinitionException(String message, Throwable cause) {
    super(message, cause);
  }
}
