package org.braintrustbeam.pipelines.createfacetdataset;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.labelling.TimeRange;
import org.braintrustbeam.transforms.facet.sample.SamplePlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacetPlanTest {
  @TempDir private Path folder;
  private CreateFacetDatasetOptions options;

  @BeforeEach
  void make() {
    options = PipelineOptionsFactory.create().as(CreateFacetDatasetOptions.class);
    options.setProject("p");
    options.setDataset("d");
  }

  private static String refused(CreateFacetDatasetOptions options) {
    return String.valueOf(
        assertThrows(UsageException.class, () -> FacetPlan.of(options)).getMessage());
  }

  @Test
  void bothProjectsAreTheProjectUnlessNamed() {
    options.setTargetProject("t");

    FacetPlan plan = FacetPlan.of(options);

    assertThat(plan.sourceProject(), is("p"));
    assertThat(plan.targetProject(), is("t"));
    assertThat(plan.split().seed(), is("p:t:d"));
  }

  @Test
  void blanksAroundNamesAreNoPartOfThem() {
    options.setTargetProject("t ");
    options.setDataset(" d");
    options.setFacetName(" tone ");

    FacetPlan plan = FacetPlan.of(options);

    assertThat(plan.split().seed(), is("p:t:d"));
    assertThat(plan.parse().facetName(), is("tone"));
  }

  @Test
  void readsFiveTimesWhatMayBeChosenOfAFacet() {
    options.setPositiveLimit(30);
    options.setNegativeLimit(10);

    assertThat(FacetPlan.of(options).limit(), is(200));
  }

  @Test
  void aUniformSampleIsDrawnFromTheWholeWindow() {
    options.setSampling("hash");

    assertThat(FacetPlan.of(options).limit(), is(0));
    assertThat(FacetPlan.of(options).sample(), is(SamplePlan.hash(100, 100, "p:p:d")));
  }

  @Test
  void namedTracesKnowNoLimits() throws IOException {
    Path file = Files.writeString(folder.resolve("roots"), "r2\n\n r3 \nr1\n");
    options.setRootSpanId(List.of("r1"));
    options.setRootSpanIdFile(file.toString());
    options.setLimit(1);

    FacetPlan plan = FacetPlan.of(options);

    assertThat(plan.roots(), contains("r1", "r2", "r3"));
    assertThat(plan.limit(), is(0));
    assertThat(plan.sample(), is(nullValue()));
  }

  @Test
  void namesAreQuotedAndTheUsersSqlStaysInItsBrackets() {
    options.setSourceModel("it's, b,, b");
    options.setExtraWhereSql("a = 1 OR b = 2");

    SourceQuery query = FacetPlan.of(options).query();

    assertThat(
        query.spans(),
        is(
            "span_attributes.type = 'llm' AND metadata.model IN ('it''s','b')"
                + " AND (a = 1 OR b = 2)"));
    assertThat(
        query.window(),
        is("created >= (NOW() - INTERVAL 7 DAY) AND created < (NOW() - INTERVAL 1 HOUR)"));
    assertThat(
        query.spansWithin(new TimeRange("x", "y")),
        is(query.spans() + " AND created >= 'x' AND created <= 'y'"));
  }

  @Test
  void sidesAreKeptByThresholdUnlessToldOtherwise() {
    assertThat(FacetPlan.of(options).keepSides(), is(false));
    options.setSplitBy("threshold");
    assertThat(FacetPlan.of(options).keepSides(), is(true));
    options.setKeepSplits("no");
    assertThat(FacetPlan.of(options).keepSides(), is(false));
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    refuses("--validation-fraction", it -> it.setValidationFraction(1));
    refuses("--split-group-by", it -> it.setSplitGroupBy("tenant"));
    refuses("--split-group-by", it -> it.setSplitGroupBy("root_span")); // needs a threshold
    refuses("--read-mode", it -> it.setReadMode("fetch"));
    refuses("--source-model", it -> it.setSourceModel(" , "));
    refuses("--root-span-id-file", it -> it.setRootSpanIdFile("no such file"));
    refuses("--extra-where-sql", it -> it.setExtraWhereSql("a) OR (b"));
    refuses("--dataset", it -> it.setDataset(null));
    refuses("--source-project", it -> it.setProject(null));
  }

  private void refuses(String flag, Consumer<CreateFacetDatasetOptions> mistake) {
    make();
    mistake.accept(options);
    assertThat(refused(options), containsString(flag));
  }
}
