package org.braintrustbeam.io.braintrust;

import com.google.auto.value.AutoValue;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.row.LatestRowVersion;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * The newest version of every row of some objects, as of their snapshots; deleted rows are gone.
 *
 * <p>Bounded, in no order. Large objects are read by ranges of keys side by side. A row without a
 * usable id or version comes out as a failure, and the others go on. An object that has rows by its
 * snapshot, and none by the pages that come, ends the run unless there is a filter.
 *
 * <p>The filter saves requests and no more: a data plane without SQL, or {@code --read-mode fetch},
 * returns all rows with all columns. Who gives one applies it to the rows again.
 */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // List.copyOf makes them so, without Guava
public abstract class Read
    extends PTransform<PBegin, WithFailures.Result<PCollection<RowVersion>, Reject>> {

  abstract List<ObjectSnapshot> objects();

  abstract @Nullable ConnectionSettings connection();

  abstract List<String> columns();

  abstract @Nullable String filter();

  abstract int pageRows();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setObjects(List<ObjectSnapshot> objects);

    abstract Builder setConnection(ConnectionSettings connection);

    abstract Builder setColumns(List<String> columns);

    abstract Builder setFilter(String filter);

    abstract Builder setPageRows(int rows);

    abstract Read build();
  }

  static Read create() {
    return new AutoValue_Read.Builder()
        .setObjects(List.of())
        .setColumns(List.of())
        .setPageRows(PageSize.MAX)
        .build();
  }

  /** Of this object. */
  public Read from(ObjectSnapshot object) {
    return from(List.of(object));
  }

  /** Of these objects. */
  public Read from(List<ObjectSnapshot> objects) {
    return toBuilder().setObjects(List.copyOf(objects)).build();
  }

  /** How to reach the service. */
  public Read withConnection(ConnectionSettings connection) {
    return toBuilder().setConnection(connection).build();
  }

  /** Only these columns, beside id, version and key of the row. Default: all. */
  public Read withColumns(List<String> columns) {
    columns.forEach(SqlText::column);
    return toBuilder().setColumns(List.copyOf(columns)).build();
  }

  /** Only rows that meet this condition, in the service's SQL; a hint, see above. */
  public Read withFilter(String sql) {
    return toBuilder().setFilter(sql).build();
  }

  /** At most so many rows a request, 1 to 1000. Default: 1000. */
  public Read withPageRows(int rows) {
    if (rows < 1 || rows > PageSize.MAX) {
      throw new IllegalArgumentException("pageRows must be 1 to " + PageSize.MAX + ", got " + rows);
    }
    return toBuilder().setPageRows(rows).build();
  }

  @Override
  public WithFailures.Result<PCollection<RowVersion>, Reject> expand(PBegin input) {
    ConnectionSettings connection = connection();
    if (connection == null || objects().isEmpty()) {
      throw new IllegalArgumentException("read needs from(…) and withConnection(…)");
    }
    PCollectionTuple read =
        tasks(input)
            .apply(
                "ReadPages",
                ParDo.of(
                        new ReadTasksFn(connection, new Selection(columns(), filter(), pageRows())))
                    .withOutputTags(ReadTasksFn.ROWS, TupleTagList.of(ReadTasksFn.REJECTS)));
    return WithFailures.Result.of(
        read.get(ReadTasksFn.ROWS).apply("LatestVersion", LatestRowVersion.perRow()),
        read.get(ReadTasksFn.REJECTS));
  }

  /** Bundles are what workers share, and what the next step waits for: several for many rows. */
  private PCollection<ReadTask> tasks(PBegin input) {
    List<ReadTask> tasks = new ArrayList<>();
    objects().forEach(object -> tasks.addAll(ReadTask.of(object, pageRows())));
    PCollection<ReadTask> all =
        input.apply("Tasks", Create.of(tasks).withCoder(SerializableCoder.of(ReadTask.class)));
    return tasks.size() == objects().size()
        ? all
        : all.apply("ShareTasks", Reshuffle.viaRandomKey());
  }
}
