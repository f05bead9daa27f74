package org.braintrustbeam.io.braintrust;

import com.google.auto.value.AutoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithFailures;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.GroupRows;
import org.braintrustbeam.io.row.LatestRowVersion;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowGrouping;
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
 * returns all rows with all columns. Who gives one applies it to the rows again, or has the run end
 * there by {@link #withSqlOnly}.
 */
@AutoValue
@SuppressWarnings("AutoValueImmutableFields") // List.copyOf makes them so, without Guava
public abstract class Read
    extends PTransform<PBegin, WithFailures.Result<PCollection<RowVersion>, Reject>> {

  abstract List<ObjectSnapshot> objects();

  abstract @Nullable ConnectionSettings connection();

  abstract List<String> columns();

  abstract List<String> computed();

  abstract @Nullable String filter();

  abstract int pageRows();

  abstract boolean sqlOnly();

  abstract List<Read> others();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setObjects(List<ObjectSnapshot> objects);

    abstract Builder setConnection(ConnectionSettings connection);

    abstract Builder setColumns(List<String> columns);

    abstract Builder setComputed(List<String> columns);

    abstract Builder setFilter(String filter);

    abstract Builder setPageRows(int rows);

    abstract Builder setSqlOnly(boolean only);

    abstract Builder setOthers(List<Read> others);

    abstract Read build();
  }

  static Read create() {
    return new AutoValue_Read.Builder()
        .setObjects(List.of())
        .setColumns(List.of())
        .setComputed(List.of())
        .setPageRows(PageSize.MAX)
        .setSqlOnly(false)
        .setOthers(List.of())
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

  /**
   * A column more, which the service computes of the row; what is large need not travel then. Rows
   * that are not read by query have no such column.
   *
   * @param name of the column, which no field of a row has
   * @param sql an expression in the service's SQL
   */
  public Read withComputed(String name, String sql) {
    List<String> all = new ArrayList<>(computed());
    all.add("(" + sql + ") AS " + SqlText.column(name));
    return toBuilder().setComputed(List.copyOf(all)).build();
  }

  /** Only rows that meet this condition, in the service's SQL; a hint, see above. */
  public Read withFilter(String sql) {
    return toBuilder().setFilter(sql).build();
  }

  /**
   * Ends the run where the filter cannot be sent, rather than to read rows that nobody wants: for
   * conditions that we cannot apply again, such as the user's own SQL.
   */
  public Read withSqlOnly() {
    return toBuilder().setSqlOnly(true).build();
  }

  /** At most so many rows a request, 1 to 1000. Default: 1000. */
  public Read withPageRows(int rows) {
    if (rows < 1 || rows > PageSize.MAX) {
      throw new IllegalArgumentException("pageRows must be 1 to " + PageSize.MAX + ", got " + rows);
    }
    return toBuilder().setPageRows(rows).build();
  }

  /**
   * The rows of another read too, by the same steps and the same connection: less than to read both
   * and flatten them. A row that both find comes once.
   */
  public Read and(Read other) {
    List<Read> all = new ArrayList<>(others());
    all.add(other);
    return toBuilder().setOthers(List.copyOf(all)).build();
  }

  /**
   * What the rows bring to the groups that they belong to, instead of the rows.
   *
   * <p>Of rows that come once each for certain it is taken as they come: they travel between the
   * steps once, and not a second time to be compared with other versions.
   *
   * @param <T> what a row brings; may come twice where two reads find the row
   */
  public <T>
      PTransform<PBegin, WithFailures.Result<PCollection<KV<String, List<T>>>, Reject>> grouped(
          GroupRows<T> groups) {
    return new PTransform<>() {
      @Override
      public WithFailures.Result<PCollection<KV<String, List<T>>>, Reject> expand(PBegin input) {
        if (isOnceEach()) {
          return bySqlAlone().pages(input, groups, "Group");
        }
        WithFailures.Result<PCollection<RowVersion>, Reject> rows = input.apply("Rows", Read.this);
        return WithFailures.Result.of(rows.output().apply("Group", groups), rows.failures());
      }
    };
  }

  /** Ranges of keys have no row in common, and as of one version a row is there once. */
  private boolean isOnceEach() {
    return objects().stream().allMatch(Read::hasKeys)
        && others().stream().allMatch(Read::isOnceEach);
  }

  private static boolean hasKeys(ObjectSnapshot object) {
    return object.version() != null && (object.rowCount() == 0 || !object.parts().isEmpty());
  }

  /** Page by page older versions of a row could come too. */
  private Read bySqlAlone() {
    return withSqlOnly().toBuilder()
        .setOthers(others().stream().map(Read::bySqlAlone).toList())
        .build();
  }

  @Override
  public WithFailures.Result<PCollection<RowVersion>, Reject> expand(PBegin input) {
    return pages(input, LatestRowVersion.inTwoHalves(), "LatestVersion");
  }

  private <T> WithFailures.Result<PCollection<T>, Reject> pages(
      PBegin input, RowGrouping<T> grouping, String name) {
    ConnectionSettings connection = connection();
    if (connection == null || objects().isEmpty()) {
      throw new IllegalArgumentException("read needs from(…) and withConnection(…)");
    }
    int shards = CombineByShard.shards(input.getPipeline().getOptions());
    PCollectionTuple read =
        tasks(input)
            .apply(
                "ReadPages",
                ParDo.of(new ReadTasksFn(connection, grouping, shards))
                    .withOutputTags(ReadTasksFn.CHUNKS, TupleTagList.of(ReadTasksFn.REJECTS)));
    return WithFailures.Result.of(
        read.get(ReadTasksFn.CHUNKS).apply(name, grouping.ofChunks()),
        read.get(ReadTasksFn.REJECTS));
  }

  /** Bundles are what workers share, and what the next step waits for: several for many rows. */
  private PCollection<SelectedTask> tasks(PBegin input) {
    List<SelectedTask> tasks = tasks();
    int objects = objects().size();
    for (Read other : others()) {
      tasks.addAll(other.tasks());
      objects += other.objects().size();
    }
    PCollection<SelectedTask> all =
        input.apply("Tasks", Create.of(tasks).withCoder(SerializableCoder.of(SelectedTask.class)));
    return tasks.size() == objects ? all : all.apply("ShareTasks", Reshuffle.viaRandomKey());
  }

  private List<SelectedTask> tasks() {
    Selection selection = new Selection(columns(), computed(), filter(), pageRows(), sqlOnly());
    return objects().stream()
        .flatMap(object -> ReadTask.of(object, pageRows()).stream())
        .map(task -> new SelectedTask(task, selection))
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
