package org.braintrustbeam.io.braintrust;

import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.braintrustbeam.io.braintrust.FakeService.status;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.GroupRows;
import org.braintrustbeam.io.row.RowVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Read#grouped}: the same groups, whatever way the rows go. */
@ExtendWith(TestPipelineExtension.class)
class GroupedReadTest {
  private static final int ROWS = 4_050;
  private static final int GROUPS = 100;

  /** By the last digits of the id; rows of the first groups bring nothing. */
  private static final GroupRows<String> BY_DIGITS =
      GroupRows.by(
          row -> {
            int number = Integer.parseInt(row.key().rowId().substring(1));
            return number % GROUPS < 3 ? null : KV.of("g" + number % GROUPS, row.key().rowId());
          },
          StringUtf8Coder.of());

  /** By what a version says. */
  private static final GroupRows<String> BY_FIELD =
      GroupRows.by(GroupedReadTest::byField, StringUtf8Coder.of());

  private static KV<String, String> byField(RowVersion row) {
    return KV.of(String.valueOf(row.json().field("group").text()), row.key().rowId());
  }

  private static ObjectSnapshot counted(ReadMode mode) {
    List<KeyPart> parts =
        IntStream.range(0, ROWS / 50)
            .mapToObj(i -> new KeyPart(FakeDataset.key(50 * i), FakeDataset.key(50 * i + 49), 50))
            .toList();
    return new ObjectSnapshot(
        ObjectType.DATASET, "a", "7", ROWS, mode, null, mode == ReadMode.QUERY ? parts : List.of());
  }

  private static void assertGroups(
      PCollection<KV<String, List<String>>> groups, Map<String, List<String>> expected) {
    PAssert.that(groups)
        .satisfies(
            found -> {
              Map<String, List<String>> all = new TreeMap<>();
              for (KV<String, List<String>> group : found) {
                List<String> before =
                    all.put(group.getKey(), List.copyOf(new TreeSet<>(group.getValue())));
                assertThat("comes once", before == null);
                assertThat(group.getValue().size(), is(all.get(group.getKey()).size()));
              }
              assertThat(all, is(expected));
              return null;
            });
  }

  @ParameterizedTest
  @EnumSource(ReadMode.class)
  void bringsTogetherWhatRowsOfSeveralPagesBring(ReadMode mode, TestPipeline pipeline) {
    Map<String, List<String>> expected = new TreeMap<>();
    for (int group = 3; group < GROUPS; group++) {
      int first = group;
      expected.put(
          "g" + group,
          List.copyOf(
              new TreeSet<>(
                  IntStream.range(0, ROWS)
                      .filter(i -> i % GROUPS == first)
                      .mapToObj(i -> "r" + i)
                      .toList())));
    }
    FakeDataset fake = new FakeDataset(ROWS, true, 1_000);
    try (FakeService service = new FakeService(fake::answer)) {
      Read read = BraintrustIO.read().from(counted(mode)).withConnection(service.registered(mode));

      assertGroups(pipeline.apply(read.grouped(BY_DIGITS)).output(), new TreeMap<>(expected));
      pipeline.run();
    }
  }

  @Test
  void ofVersionsThatCameOverPagesOnlyTheNewestIsInAGroup(TestPipeline pipeline) {
    String first =
        "{\"events\":[{\"id\":\"r1\",\"_xact_id\":\"6\",\"group\":\"new\"},"
            + "{\"id\":\"r2\",\"_xact_id\":\"7\",\"_object_delete\":true}],\"cursor\":\"next\"}";
    String second =
        "{\"events\":[{\"id\":\"r1\",\"_xact_id\":\"5\",\"group\":\"old\"},"
            + "{\"id\":\"r2\",\"_xact_id\":\"5\",\"group\":\"gone\"}]}";
    try (FakeService service =
        new FakeService(
            request -> ok(FakeService.body(request).contains("\"next\"") ? second : first))) {
      Read read =
          BraintrustIO.read()
              .from(new ObjectSnapshot(ObjectType.DATASET, "a", "7", 2, ReadMode.FETCH))
              .withConnection(service.registered(ReadMode.FETCH));

      assertGroups(pipeline.apply(read.grouped(BY_FIELD)).output(), Map.of("new", List.of("r1")));
      pipeline.run();
    }
  }

  /** Nothing would compare the versions that come then. */
  @Test
  void rowsThatAreToComeOnceAreNeverReadPageByPage(TestPipeline pipeline) {
    List<String> paths = new ArrayList<>();
    try (FakeService service =
        new FakeService(
            request -> {
              paths.add(request.getUrl().encodedPath());
              return status(404, "{\"Message\":\"no such route\"}");
            })) {
      ObjectSnapshot none = new ObjectSnapshot(ObjectType.DATASET, "a", "7", 0, ReadMode.QUERY);
      Read read = BraintrustIO.read().from(none).withConnection(service.registered(ReadMode.QUERY));
      PAssert.that(pipeline.apply(read.grouped(BY_FIELD)).failures()).empty();

      Pipeline.PipelineExecutionException failure =
          assertThrows(Pipeline.PipelineExecutionException.class, pipeline::run);

      assertThat(failure.getMessage(), containsString("cannot choose rows of dataset a"));
      assertThat(paths.stream().filter(path -> path.endsWith("/fetch")).count(), is(0L));
    }
  }
}
