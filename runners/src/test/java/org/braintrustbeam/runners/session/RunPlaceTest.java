package org.braintrustbeam.runners.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.braintrustbeam.pipelines.command.BraintrustOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunPlaceTest {
  @ParameterizedTest
  @CsvSource({
    "/mnt/shared/result.json, /mnt/shared",
    "/result.json, /",
    "shelf://box/result.json, shelf://box",
    "shelf://box/a/result.json, shelf://box/a",
  })
  void isTheFolderOfAnOutput(String output, String folder) {
    assertThat(RunPlace.folderOf(output), is(folder));
  }

  @Test
  void isInTheTemporaryFolderOnlyWhereTheDiskIsShared() {
    String temporary = System.getProperty("java.io.tmpdir");
    FlinkMaster here = new FlinkMaster("127.0.0.1", 8081);

    for (String output : new String[] {"-", "result.json"}) {
      WorkFolder folder = RunPlace.of(writing(output), here);
      assertThat(folder.path(), startsWith(temporary));
      folder.delete();
    }
    assertThat(
        RunPlace.of(writing("shelf://box/result.json"), here).path(),
        startsWith("shelf://box/braintrust-beam-"));
  }

  private static BraintrustOptions writing(String output) {
    BraintrustOptions options = PipelineOptionsFactory.create().as(BraintrustOptions.class);
    options.setOutput(output);
    return options;
  }

  @Test
  void isNamedSoThatWorkersElsewhereFindIt() {
    Path here = Path.of("").toAbsolutePath();

    assertThat(RunPlace.folderOf("result.json"), is(here.toString()));
    assertThat(RunPlace.folderOf("sub/result.json"), is(here.resolve("sub").toString()));
  }
}
