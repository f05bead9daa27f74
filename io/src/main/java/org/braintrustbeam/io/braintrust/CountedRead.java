package org.braintrustbeam.io.braintrust;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reading, with a look at whether about as many rows came as there are. */
final class CountedRead implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(CountedRead.class);

  private final Work work;
  private final ReadTask task;
  private final AtomicLong rows;

  CountedRead(Work work, ReadTask task) {
    this(work, task, new AtomicLong());
  }

  private CountedRead(Work work, ReadTask task, AtomicLong rows) {
    this.work = work;
    this.task = task;
    this.rows = rows;
  }

  @Override
  public Step run() {
    Step step = work.run();
    if (step.page() != null) {
      rows.addAndGet(step.page().size());
    }
    return new Step(step.page(), counted(step.next()));
  }

  @Override
  public long rows() {
    return work.rows();
  }

  @Override
  public List<Work> cut(int pieces) {
    return counted(work.cut(pieces));
  }

  private List<Work> counted(List<Work> parts) {
    return parts.stream().<Work>map(part -> new CountedRead(part, task, rows)).toList();
  }

  /**
   * Compares, once all is read.
   *
   * <p>The service's count may have comments in it or lag behind, so it is no proof that rows are
   * missing, except when the object has some and not a single one can be had. A stretch of which
   * none came is compared with the whole object: other bundles read the rest of it.
   *
   * @param anyRow whether a page of the object has rows, asked only if nothing came of a stretch
   * @throws BraintrustException if not a single row came of an object that has some
   */
  void check(BooleanSupplier anyRow) {
    long came = rows.get();
    if (came >= task.rows()) {
      return;
    }
    String about = QueryPages.about(task.object());
    if (came == 0 && (task.stretches().isEmpty() || !anyRow.getAsBoolean())) {
      throw new BraintrustException("read no row of " + about + ", which has " + task.rows());
    }
    LOG.warn(
        "read {} rows of {}{}, which has {} by the service's count",
        came,
        task.stretches().isEmpty() ? "" : "a part of ",
        about,
        task.rows());
  }
}
