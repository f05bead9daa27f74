package org.braintrustbeam.io.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.OrderedRowCoder;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestPipelineExtension.class)
class WriteOrderedRowsTest {
  @TempDir private Path path;
  private SharedFolder folder = new SharedFolder("", "");

  @BeforeEach
  void markTheFolder() throws IOException {
    folder = SharedFolder.mark(path.toString());
  }

  private static List<OrderedRow> rows(int count) {
    List<OrderedRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new OrderedRow(String.format("%06d", i), RawJson.of("{\"n\":" + i + "}")));
    }
    return rows;
  }

  private static List<OrderedRow> shuffled(List<OrderedRow> rows) {
    List<OrderedRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(7));
    return shuffled;
  }

  private static List<OrderedRow> read(OrderedRows rows) throws IOException {
    List<OrderedRow> found = new ArrayList<>();
    try (rows) {
      rows.forEachRemaining(found::add);
    }
    return found;
  }

  private List<RowFile> filesOf(List<OrderedRow> rows, long maxFileBytes) throws IOException {
    RunWriter writer = new RunWriter(folder, "first", maxFileBytes);
    for (OrderedRow row : rows) {
      writer.add(row);
    }
    return writer.finishFiles();
  }

  private void write(Pipeline pipeline, List<OrderedRow> first, List<OrderedRow> second) {
    PCollectionTuple.of(
            "first", pipeline.apply("1", Create.of(first).withCoder(OrderedRowCoder.of())))
        .and("second", pipeline.apply("2", Create.of(second).withCoder(OrderedRowCoder.of())))
        .apply(WriteOrderedRows.to(folder));
    pipeline.run();
  }

  @Test
  void eachOutputReadsBackInOrder(TestPipeline pipeline) throws IOException {
    write(pipeline, shuffled(rows(1_000)), shuffled(rows(10)));

    ResultFiles results = new ResultFiles(folder);
    assertThat(read(results.rows("first")), equalTo(rows(1_000)));
    assertThat(read(results.rows("second")), equalTo(rows(10)));
    assertThat(read(results.rows("first")), equalTo(rows(1_000)));
  }

  @Test
  void anOutputWithoutRowsIsEmpty(TestPipeline pipeline) throws IOException {
    write(pipeline, List.of(), List.of());

    assertThat(read(new ResultFiles(folder).rows("first")), empty());
  }

  @Test
  void aPipelineThatLeftNoManifestHasNoResult() {
    ResultFiles results = new ResultFiles(folder);

    IOException failure = assertThrows(IOException.class, () -> results.rows("first"));

    assertThat(failure.getMessage(), containsString("do its workers share that folder"));
  }

  @Test
  void rowsOfAnAttemptThatWasCutOffAreNotInTheResult(TestPipeline pipeline) throws IOException {
    filesOf(List.of(new OrderedRow("0", RawJson.of("\"stale\""))), RunWriter.MAX_FILE_BYTES);

    write(pipeline, rows(5), List.of());

    assertThat(read(new ResultFiles(folder).rows("first")), equalTo(rows(5)));
    assertThat(read(new ResultFiles(folder).rows("second")), empty());
  }

  @Test
  void aRepeatedAttemptReplacesTheOneBefore() throws IOException {
    write(TestPipeline.create().enableAbandonedNodeEnforcement(false), rows(50), rows(3));
    write(TestPipeline.create().enableAbandonedNodeEnforcement(false), rows(7), List.of());

    assertThat(read(new ResultFiles(folder).rows("first")), equalTo(rows(7)));
    assertThat(read(new ResultFiles(folder).rows("second")), empty());
  }

  @Test
  void aFileThatLostRowsIsAnError(TestPipeline pipeline) throws IOException {
    write(pipeline, rows(1), List.of());
    RowFile file = Manifest.read(folder).getOrDefault("first", List.of()).get(0);
    Files.write(path.resolve(file.name()), new byte[0]);

    IOException failure =
        assertThrows(IOException.class, () -> new ResultFiles(folder).rows("first"));

    assertThat(failure.getMessage(), containsString("holds 0 rows, and 1 were written"));
  }

  @Test
  void aLargeBundleBecomesSeveralFiles() throws IOException {
    List<RowFile> files = filesOf(shuffled(rows(1_000)), 10_000);

    assertThat(files.size(), greaterThan(10));
    assertThat(read(OrderedRows.open(folder, files)), equalTo(rows(1_000)));
  }

  @Test
  void moreFilesThanMayBeOpenAreMergedFirst() throws IOException {
    List<RowFile> files = filesOf(shuffled(rows(1_000)), 1_000);

    List<RowFile> few = OrderedRows.fewer(folder, files, 3);

    assertThat(files.size(), greaterThan(50));
    assertThat(few, hasSize(3));
    assertThat(read(OrderedRows.open(folder, few)), equalTo(rows(1_000)));
  }

  @Test
  void manySmallBundlesShareOneFile(TestPipeline pipeline) throws IOException {
    PCollectionTuple.of(
            "first",
            pipeline
                .apply(Create.of(shuffled(rows(100))).withCoder(OrderedRowCoder.of()))
                .apply(WithKeys.of(OrderedRow::order).withKeyType(TypeDescriptors.strings()))
                .apply(GroupByKey.create()) // here each key is a bundle
                .apply(Values.create())
                .apply(Flatten.iterables()))
        .apply(WriteOrderedRows.to(folder));
    pipeline.run();

    assertThat(Manifest.read(folder).get("first"), hasSize(1));
    assertThat(read(new ResultFiles(folder).rows("first")), equalTo(rows(100)));
  }

  @Test
  void rowsOfOneOrderAreSortedByTheirBytesInWhateverFileTheyAre() throws IOException {
    OrderedRow first = new OrderedRow("1", RawJson.of("{\"n\":1}"));
    OrderedRow second = new OrderedRow("1", RawJson.of("{\"n\":2}"));
    List<RowFile> files = new ArrayList<>(filesOf(List.of(second), 1));
    files.addAll(filesOf(List.of(first), 1));

    assertThat(read(OrderedRows.open(folder, files)), contains(first, second));
  }

  @Test
  void whatIsLeftOfABundleBecomesAFileOnlyIfItIsWorthOne() throws IOException {
    RunWriter few = new RunWriter(folder, "first");
    for (OrderedRow row : rows(10)) {
      few.add(row);
    }
    RunWriter many = new RunWriter(folder, "first");
    for (OrderedRow row : rows(1_000)) {
      many.add(row);
    }

    assertThat(few.finish(), equalTo(new BundleRows("first", List.of(), rows(10))));
    assertThat(many.finish().files(), hasSize(1));
  }

  @Test
  void writersOfOneProcessShareItsMemory() throws IOException {
    OrderedRow row = new OrderedRow("1", RawJson.of('"' + "x".repeat(100_000) + '"'));
    List<RunWriter> writers = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      writers.add(new RunWriter(folder, "first"));
      writers.get(i).add(row);
    }

    for (int i = 0; i < 20; i++) { // with a share of 1 MiB that is two files
      writers.get(63).add(row);
    }

    assertThat(writers.get(63).finish().files(), hasSize(3));
    writers.forEach(RunWriter::abandon);
    for (int i = 0; i < 20; i++) { // and now all of the memory is there again
      writers.get(0).add(row);
    }
    assertThat(writers.get(0).finish().files(), hasSize(1));
  }

  @Test
  void aWorkerThatSeesAnotherFolderOfThatNameFailsBeforeItWrites(TestPipeline pipeline) {
    SharedFolder elsewhere = new SharedFolder(folder.path(), "another marker");
    PCollectionTuple.of("first", pipeline.apply(Create.of(rows(1))))
        .apply(WriteOrderedRows.to(elsewhere));

    RuntimeException failure = assertThrows(RuntimeException.class, pipeline::run);

    assertThat(
        failure.toString(), containsString("the workers do not see " + path + ": give --output"));
    assertThat(path.toFile().list(), arrayWithSize(1));
  }

  @Test
  void aWorkerThatSeesNoSuchFolderFailsBeforeItWrites(TestPipeline pipeline) {
    SharedFolder elsewhere = new SharedFolder(path.resolve("absent").toString(), "marker");
    PCollectionTuple.of("first", pipeline.apply(Create.of(rows(1))))
        .apply(WriteOrderedRows.to(elsewhere));

    RuntimeException failure = assertThrows(RuntimeException.class, pipeline::run);

    assertThat(failure.toString(), containsString("the workers do not see"));
    assertThat(Files.exists(path.resolve("absent")), equalTo(false));
  }
}
