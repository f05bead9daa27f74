package org.braintrustbeam.emulator.query;

import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.query.eval.ColumnPath;
import org.braintrustbeam.emulator.store.PaginationKey;
import org.braintrustbeam.emulator.store.RowVersion;
import org.jspecify.annotations.Nullable;

/** A stored row. Its JSON is scanned at most once, and not at all for what its name tells. */
final class StoredRow implements PageRow {
  private final RowVersion version;
  private final Set<String> wanted;
  private @Nullable Map<String, byte[]> picked;

  /**
   * A row that has not been looked at.
   *
   * @param wanted all columns that will ever be asked for
   */
  StoredRow(RowVersion version, Set<String> wanted) {
    this.version = version;
    this.wanted = wanted;
  }

  @Override
  public RowVersion version() {
    return version;
  }

  @Override
  public byte[] whole() {
    return version.body();
  }

  @Override
  public byte[] column(String name) {
    return switch (name) {
      case ColumnPath.XACT -> Json.string(Long.toString(version.xact()));
      case ColumnPath.KEY -> PaginationKey.json(version.key());
      default -> picked().getOrDefault(name, Json.NULL);
    };
  }

  private Map<String, byte[]> picked() {
    if (picked == null) {
      picked = JsonSlices.pick(version.body(), wanted);
    }
    return picked;
  }
}
