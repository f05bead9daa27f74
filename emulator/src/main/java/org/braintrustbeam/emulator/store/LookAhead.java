package org.braintrustbeam.emulator.store;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** An iterator that looks for the next element, and only when it is asked for one. */
public abstract class LookAhead<T> implements Iterator<T> {
  private @Nullable T next;

  /** The next element; null at the end. */
  protected abstract @Nullable T find();

  @Override
  public final boolean hasNext() {
    if (next == null) {
      next = find();
    }
    return next != null;
  }

  @Override
  public final T next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    T found = next;
    next = null;
    return found;
  }
}
