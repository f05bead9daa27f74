package org.braintrustbeam.io.braintrust;

import com.google.auto.value.AutoValue;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.row.LatestRowVersion;
import org.braintrustbeam.io.row.RowAt;
import org.braintrustbeam.io.row.RowAtCoder;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * Rows of datasets by their ids, each as of the version asked for.
 *
 * <p>{@value LookUpFn#IDS_PER_QUERY} ids go into one query. A row that is not there simply does not
 * come out; one that is asked for twice comes out once, and of one that is asked for at several
 * versions the newest. A row that is there and cannot be read ends the run, because it must not be
 * taken for one that is not there. Without SQL the whole dataset is read, once a version.
 */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // List.copyOf makes them so, without Guava
public abstract class LookUp extends PTransform<PCollection<RowAt>, PCollection<RowVersion>> {

  /** Few, so that queries are full, and more than one, so that several bundles have work. */
  private static final int SHARDS = 4;

  abstract @Nullable ConnectionSettings connection();

  abstract List<String> columns();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setConnection(ConnectionSettings connection);

    abstract Builder setColumns(List<String> columns);

    abstract LookUp build();
  }

  static LookUp create() {
    return new AutoValue_LookUp.Builder().setColumns(List.of()).build();
  }

  /** How to reach the service. */
  public LookUp withConnection(ConnectionSettings connection) {
    return toBuilder().setConnection(connection).build();
  }

  /** Only these columns, beside id, version and key of the row. Default: all. */
  public LookUp withColumns(List<String> columns) {
    columns.forEach(SqlText::column);
    return toBuilder().setColumns(List.copyOf(columns)).build();
  }

  @Override
  public PCollection<RowVersion> expand(PCollection<RowAt> wanted) {
    ConnectionSettings connection = connection();
    if (connection == null) {
      throw new IllegalArgumentException("lookUp needs withConnection(…)");
    }
    return wanted
        .apply("KeyByShard", WithKeys.of(LookUp::shard).withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), RowAtCoder.of()))
        .apply("GroupByShard", GroupByKey.create())
        .apply("QueryIds", ParDo.of(new LookUpFn(connection, columns())))
        .apply("LatestVersion", LatestRowVersion.perRow());
  }

  /** Rows that can share a query share a shard. */
  private static int shard(RowAt row) {
    String version = row.version() == null ? "" : row.version();
    return Math.floorMod((row.key().objectId() + version).hashCode(), SHARDS);
  }
}
