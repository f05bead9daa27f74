package org.braintrustbeam.emulator.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.CatalogEntry;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.rows.RowType;
import org.braintrustbeam.emulator.rows.RowWriter;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.RowStore;

/**
 * Writes the demo project: an airline's support assistant, two weeks of its life.
 *
 * <p>Ids and contents are always the same. Times are at fixed distances from the start of the day
 * (UTC) on which it is written, because people look for "the last seven days".
 */
public final class DemoData {
  public static final String PROJECT_NAME = "airline-support";
  public static final String PROJECT = "a1a11e00-0000-4000-8000-000000000001";
  public static final String GOLDEN = "a1a11e00-0000-4000-8000-000000000011";
  public static final String REGRESSION = "a1a11e00-0000-4000-8000-000000000012";
  static final String BASELINE = "a1a11e00-0000-4000-8000-000000000021";
  public static final String PROMPT_V2 = "a1a11e00-0000-4000-8000-000000000022";

  /** The name until all is written: a server that dies meanwhile starts over. */
  private static final String UNFINISHED = PROJECT_NAME + " (unfinished)";

  private final Database database;
  private final Catalog catalog;
  private final DemoRows rows;
  private final Instant today;

  public DemoData(
      Database database, Catalog catalog, RowStore rows, RowWriter writer, Clock clock) {
    this.database = database;
    this.catalog = catalog;
    this.rows = new DemoRows(catalog, rows, writer, database);
    this.today = clock.instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS).toInstant();
  }

  /** Does nothing if the project is there. */
  public void seed() {
    if (catalog.byName(ObjectKind.PROJECT, "", PROJECT_NAME) != null) {
      return;
    }
    CatalogEntry broken = catalog.byName(ObjectKind.PROJECT, "", UNFINISHED);
    if (broken != null) {
      catalog.delete(ObjectKind.PROJECT, broken.id(), today);
    }
    objects();
    rows();
    catalog.change(
        ObjectKind.PROJECT, PROJECT, fields -> fields.put("name", Json.string(PROJECT_NAME)));
  }

  private void objects() {
    synchronized (database) {
      catalog.add(ObjectKind.PROJECT, UNFINISHED, object(PROJECT, ""), before(14));
      add(ObjectKind.DATASET, GOLDEN, "golden-questions", "Answers agreed with the product team");
      add(ObjectKind.DATASET, REGRESSION, "regression-cases", "Questions that once went wrong");
      add(ObjectKind.EXPERIMENT, BASELINE, "baseline-v1", "The prompt in production");
      add(ObjectKind.EXPERIMENT, PROMPT_V2, "prompt-v2", "Shorter prompt, prices from the table");
      database.commit();
    }
  }

  private void add(ObjectKind kind, String id, String name, String description) {
    RawObject fields = object(id, description).put("project_id", Json.string(PROJECT));
    if (kind == ObjectKind.EXPERIMENT) {
      fields.put("dataset_id", Json.string(GOLDEN));
    }
    catalog.add(kind, name, fields, before(13));
  }

  private static RawObject object(String id, String description) {
    return new RawObject().put("id", Json.string(id)).put("description", Json.string(description));
  }

  private void rows() {
    rows.insert(RowType.DATASET, GOLDEN, "golden-questions", before(12), Duration.ofMinutes(5));
    rows.insert(RowType.DATASET, REGRESSION, "regression-cases", before(11), Duration.ofMinutes(9));
    rows.feedback(RowType.DATASET, GOLDEN, "golden-questions-comments", before(10));
    rows.insert(RowType.EXPERIMENT, BASELINE, "baseline-v1", before(9), Duration.ofSeconds(1));
    rows.insert(RowType.PROJECT_LOGS, PROJECT, "logs", before(0), Duration.ofHours(2));
    rows.insert(RowType.EXPERIMENT, PROMPT_V2, "prompt-v2", before(3), Duration.ofSeconds(1));
    rows.insert(RowType.PROJECT_LOGS, PROJECT, "logs-facets", before(0), Duration.ZERO);
    rows.feedback(RowType.EXPERIMENT, PROMPT_V2, "prompt-v2-edits", before(2));
    rows.feedback(RowType.DATASET, REGRESSION, "regression-cases-edits", before(1));
    rows.insert(RowType.PROJECT_LOGS, PROJECT, "logs-scores", before(0), Duration.ofMinutes(5));
  }

  private Instant before(int days) {
    return today.minus(Duration.ofDays(days));
  }
}
