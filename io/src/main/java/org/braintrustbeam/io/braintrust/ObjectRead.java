package org.braintrustbeam.io.braintrust;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reading of one object, in the way that its plane allows. */
final class ObjectRead implements Work {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectRead.class);

  private final Api api;
  private final ObjectSnapshot object;
  private final String step;
  private final List<String> columns;
  private final @Nullable String filter;
  private final int pageRows;

  ObjectRead(
      Api api,
      ObjectSnapshot object,
      String step,
      List<String> columns,
      @Nullable String filter,
      int pageRows) {
    this.api = api;
    this.object = object;
    this.step = step;
    this.columns = columns;
    this.filter = filter;
    this.pageRows = pageRows;
  }

  @Override
  public Step run() {
    if (object.readMode() == ReadMode.FETCH) {
      return FetchRead.of(api, object, step, pageRows).start();
    }
    QueryPages pages = new QueryPages(api, object, step, columns, filter, pageRows);
    try {
      return new KeyedRead(pages, QueryPages.about(object), object.rowCount()).start();
    } catch (NoPaginationKeyException e) {
      return fetch(e);
    } catch (RefusedException e) {
      boolean aboutFilter = filter != null && e.status() == 400;
      if (aboutFilter || !SqlSupport.isMissing(e)) {
        throw e;
      }
      return fetch(e);
    }
  }

  /** Nothing has been handed on yet, so starting over loses and doubles nothing. */
  private Step fetch(BraintrustException reason) {
    LOG.warn("{}; reading page by page instead", reason.getMessage());
    return FetchRead.of(api, object, step, pageRows).start();
  }
}
