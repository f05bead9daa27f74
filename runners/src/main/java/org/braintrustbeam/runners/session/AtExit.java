package org.braintrustbeam.runners.session;

/** Something to do when the process ends, by Ctrl-C too, unless it is closed before that. */
public final class AtExit implements AutoCloseable {
  private final Thread hook;

  private AtExit(Thread hook) {
    this.hook = hook;
  }

  /** From now on. */
  public static AtExit run(Runnable action) {
    Thread hook = new Thread(action, "at-exit");
    Runtime.getRuntime().addShutdownHook(hook);
    return new AtExit(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends already, and the hook runs.
    }
  }
}
