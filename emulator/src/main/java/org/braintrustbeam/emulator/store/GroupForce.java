package org.braintrustbeam.emulator.store;

/** Forces a file to the disk, once for all whose writes are waiting for it at the same time. */
final class GroupForce {
  private final Runnable force;
  private final Object disk = new Object();
  private volatile long written;
  private long forced;

  GroupForce(Runnable force) {
    this.force = force;
  }

  /**
   * Says that something was written; callers take turns.
   *
   * @return the number of the write
   */
  long written() {
    long number = written + 1;
    written = number;
    return number;
  }

  /**
   * Returns once that write is on the disk. Of those who wait meanwhile, the next one forces all
   * that is written by then, and the others have nothing left to do.
   */
  void await(long number) {
    synchronized (disk) {
      if (forced < number) {
        long upTo = written;
        force.run();
        forced = upTo;
      }
    }
  }
}
