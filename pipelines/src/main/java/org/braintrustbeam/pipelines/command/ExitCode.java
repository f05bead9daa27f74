package org.braintrustbeam.pipelines.command;

/** The exit codes that are promised to scripts. */
public enum ExitCode {
  /** Done, also when there was nothing to do. */
  DONE(0),
  /** Failed. */
  FAILED(1),
  /** Usage or configuration, found before any request. */
  USAGE(2),
  /** Done, but some rows were not; the output says which. */
  INCOMPLETE(3),
  /** {@code verify --exit-code}: the new experiment needs work. */
  NEEDS_WORK(10),
  /** {@code verify --exit-code}: nothing can be said of it. */
  BLOCKED(11),
  /** {@code verify --exit-code}: it needs work, as those before it did. */
  NO_CONVERGENCE(12),
  /** Interrupted. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number the process ends with. */
  public int code() {
    return code;
  }
}
