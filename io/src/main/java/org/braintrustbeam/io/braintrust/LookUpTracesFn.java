package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.braintrust.KeyedPages.KeyedPage;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/** Asks for the rows of traces, some traces a query and some queries at a time. */
final class LookUpTracesFn extends DoFn<KV<Integer, Iterable<String>>, RowVersion> {
  private static final String STEP = "LookUpTraces";

  private final ReadMetrics metrics = new ReadMetrics();
  private final ObjectSnapshot logs;
  private final ConnectionSettings connection;
  private final List<String> columns;
  private final @Nullable String condition;

  LookUpTracesFn(
      String projectId,
      ConnectionSettings connection,
      List<String> columns,
      @Nullable String condition) {
    this.logs = new ObjectSnapshot(ObjectType.PROJECT_LOGS, projectId, null, -1, ReadMode.QUERY);
    this.connection = connection;
    this.columns = columns;
    this.condition = condition;
  }

  @ProcessElement
  public void lookUp(@Element KV<Integer, Iterable<String>> all, OutputReceiver<RowVersion> out)
      throws InterruptedException {
    Set<String> roots = new TreeSet<>();
    all.getValue().forEach(roots::add);
    BraintrustClient client = BraintrustClient.of(connection);
    Tally tally = new Tally();
    Api api = client.api(tally);
    try (InFlight<Page> inFlight =
        new InFlight<>(
            client.threads(), connection.readsAtOnce(), page -> give(page, tally, out))) {
      for (Set<String> some : RowsById.batches(roots, LookUpFn.IDS_PER_QUERY)) {
        inFlight.submit(() -> rows(api, some));
      }
      inFlight.join();
    } finally {
      metrics.count(tally);
    }
  }

  private Page rows(Api api, Set<String> roots) {
    QueryPages pages = new QueryPages(api, logs, STEP, Selection.of(columns).where(filter(roots)));
    List<RowVersion> rows = new ArrayList<>();
    KeyRange range = KeyRange.ALL;
    while (true) {
      KeyedPage page = pages.page(range);
      rows.addAll(page.page().rows());
      page.page().rejects().forEach(reject -> RowsById.refuse(logs, reject));
      if (KeyedRead.isEnd(range, page)) {
        return new Page(rows, List.of(), null, null);
      }
      range = KeyedRead.rest(range, page.page(), QueryPages.about(logs));
    }
  }

  private String filter(Set<String> roots) {
    String inTraces = "root_span_id IN (" + SqlText.literals(roots) + ")";
    return condition == null ? inTraces : inTraces + " AND (" + condition + ")";
  }

  private void give(Page page, Tally tally, OutputReceiver<RowVersion> out) {
    metrics.count(page, tally);
    page.rows().forEach(out::output);
  }
}
