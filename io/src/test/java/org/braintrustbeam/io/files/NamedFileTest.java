package org.braintrustbeam.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedFileTest {
  @TempDir private Path folder;

  @BeforeAll
  static void register() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @ParameterizedTest
  @ValueSource(strings = {"shelf://named/", "box://named/"})
  void aFileIsReplacedAsAWhole(String place) throws IOException {
    String name = place + "result.json";

    NamedFile.write(name, out -> out.write("old and longer".getBytes(UTF_8)));
    NamedFile.write(name, out -> out.write("new".getBytes(UTF_8)));

    assertThat(MemoryFileSystem.files(place), equalTo(Map.of(name, "new")));
    try (InputStream in = NamedFile.open(name)) {
      assertThat(new String(in.readAllBytes(), UTF_8), equalTo("new"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"shelf://midway/", "box://midway/"})
  void whatBreaksOffMidwayLeavesTheOldFileAndNothingElse(String place) throws IOException {
    String name = place + "result.json";
    NamedFile.write(name, out -> out.write("old".getBytes(UTF_8)));

    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                NamedFile.write(
                    name,
                    out -> {
                      out.write("half".getBytes(UTF_8));
                      throw new IOException("the source went away");
                    }));

    assertThat(failure.getMessage(), equalTo("the source went away"));
    assertThat(MemoryFileSystem.files(place), equalTo(Map.of(name, "old")));
  }

  @Test
  void aPathIsAPath() throws IOException {
    Path file = folder.resolve("f");

    NamedFile.write(file.toString(), out -> out.write('x'));

    assertThat(Files.readString(file), equalTo("x"));
    assertThat(NamedFile.isUrl(file.toString()), is(false));
    assertThat(NamedFile.isUrl("a:b"), is(false));
    assertThat(NamedFile.isUrl("s3://bucket/f"), is(true));
  }

  @Test
  void namesOfOneFileAreTheSameHoweverTheyAreSpelled() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "");
    String detour = folder.resolve("..").resolve(folder.getFileName()).resolve("f").toString();

    assertThat(NamedFile.isSame(file.toString(), detour), is(true));
    assertThat(NamedFile.isSame(file.toString(), folder.resolve("g").toString()), is(false));
    assertThat(NamedFile.isSame("shelf://a", "shelf://a"), is(true));
    assertThat(NamedFile.isSame("shelf://a", file.toString()), is(false));
  }
}
