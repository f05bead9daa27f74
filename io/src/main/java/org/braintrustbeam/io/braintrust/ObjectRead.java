package org.braintrustbeam.io.braintrust;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reading of one object or a stretch of it, in the way that its plane allows. */
final class ObjectRead {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectRead.class);

  private final Api api;
  private final ReadTask task;
  private final String step;
  private final Selection selection;
  private final QueryPages pages;

  ObjectRead(Api api, ReadTask task, String step, Selection selection) {
    this.api = api;
    this.task = task;
    this.step = step;
    this.selection = selection;
    this.pages = new QueryPages(api, task.object(), step, selection);
  }

  /** What there is to do. */
  Work work() {
    return Work.first(task.stretches().isEmpty() ? this::start : this::stretches);
  }

  private Work.Step stretches() {
    KeyedRead read = keyed();
    return new Work.Step(null, task.stretches().stream().map(read::read).toList());
  }

  private KeyedRead keyed() {
    return new KeyedRead(
        pages,
        QueryPages.about(task.object()),
        task.rows(),
        selection.pageRows(),
        new Allowance(task.allowance()));
  }

  private Work.Step start() {
    if (task.object().readMode() == ReadMode.FETCH) {
      return fetch("rows are read page by page");
    }
    try {
      return keyed().start();
    } catch (NoPaginationKeyException e) {
      return instead(e);
    } catch (RefusedException e) {
      boolean aboutFilter = selection.filter() != null && e.status() == 400;
      if (aboutFilter || !SqlSupport.isMissing(e)) {
        throw e;
      }
      return instead(e);
    }
  }

  /** Nothing has been handed on yet, so starting over loses and doubles nothing. */
  private Work.Step instead(BraintrustException reason) {
    Work.Step step = fetch(String.valueOf(reason.getMessage()));
    LOG.warn("{}; reading page by page instead", reason.getMessage());
    return step;
  }

  private Work.Step fetch(String why) {
    if (selection.sqlOnly()) {
      throw new BraintrustException(
          "cannot choose rows of %s: that takes SQL, and %s"
              .formatted(QueryPages.about(task.object()), why));
    }
    return FetchRead.of(api, task.object(), step, selection.pageRows()).start();
  }

  /** Whether the object has any row at all, by a request. */
  boolean findsAnyRow() {
    return pages.page(KeyRange.ALL).page().size() > 0;
  }
}
