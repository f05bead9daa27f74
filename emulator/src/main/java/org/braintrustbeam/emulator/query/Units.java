package org.braintrustbeam.emulator.query;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** An iterator that looks for the next element until there is one or the end is reached. */
abstract class Units implements Iterator<PageUnit> {
  private @Nullable PageUnit next;

  /** The next element; null at the end. */
  abstract @Nullable PageUnit find();

  @Override
  public boolean hasNext() {
    if (next == null) {
      next = find();
    }
    return next != null;
  }

  @Override
  public PageUnit next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    PageUnit found = next;
    next = null;
    return found;
  }
}
