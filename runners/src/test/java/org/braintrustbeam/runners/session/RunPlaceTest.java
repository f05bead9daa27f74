package org.braintrustbeam.runners.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Path;
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
  void isNamedSoThatWorkersElsewhereFindIt() {
    Path here = Path.of("").toAbsolutePath();

    assertThat(RunPlace.folderOf("result.json"), is(here.toString()));
    assertThat(RunPlace.folderOf("sub/result.json"), is(here.resolve("sub").toString()));
  }
}
