package org.braintrustbeam.io.braintrust;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reading of one object, in the way that its plane allows. */
final class ObjectRead implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectRead.class);

  private final Api api;
  private final ObjectSnapshot object;
  private final String step;
  private final Selection selection;

  ObjectRead(Api api, ObjectSnapshot object, String step, Selection selection) {
    this.api = api;
    this.object = object;
    this.step = step;
    this.selection = selection;
  }

  @Override
  public Step run() {
    if (object.readMode() == ReadMode.FETCH) {
      return FetchRead.of(api, object, step, selection.pageRows()).start();
    }
    QueryPages pages = new QueryPages(api, object, step, selection);
    try {
      return new KeyedRead(pages, QueryPages.about(object), object.rowCount()).start();
    } catch (NoPaginationKeyException e) {
      return fetch(e);
    } catch (RefusedException e) {
      boolean aboutFilter = selection.filter() != null && e.status() == 400;
      if (aboutFilter || !SqlSupport.isMissing(e)) {
        throw e;
      }
      return fetch(e);
    }
  }

  /** Nothing has been handed on yet, so starting over loses and doubles nothing. */
  private Step fetch(BraintrustException reason) {
    LOG.warn("{}; reading page by page instead", reason.getMessage());
    return FetchRead.of(api, object, step, selection.pageRows()).start();
  }
}
