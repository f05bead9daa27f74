package org.braintrustbeam.io.braintrust;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reading of one object, with a look at whether about as many rows came as it has. */
final class CountedRead implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(CountedRead.class);

  private final Work work;
  private final ObjectSnapshot object;
  private final AtomicLong rows = new AtomicLong();

  CountedRead(Work work, ObjectSnapshot object) {
    this.work = work;
    this.object = object;
  }

  @Override
  public Step run() {
    return counted(work);
  }

  private Step counted(Work part) {
    Step step = part.run();
    if (step.page() != null) {
      rows.addAndGet(step.page().size());
    }
    return new Step(
        step.page(), step.next().stream().<Work>map(next -> () -> counted(next)).toList());
  }

  /**
   * Compares, once all is read.
   *
   * <p>The service's count may have comments in it or lag behind, so it is no proof that rows are
   * missing, except when there are none at all.
   *
   * @throws BraintrustException if not a single row came of an object that has some
   */
  void check() {
    long came = rows.get();
    if (came >= object.rowCount()) {
      return;
    }
    String about = QueryPages.about(object);
    if (came == 0) {
      throw new BraintrustException("read no row of " + about + ", which has " + object.rowCount());
    }
    LOG.warn(
        "read {} rows of {}, which has {} by the service's count", came, about, object.rowCount());
  }
}
