package org.braintrustbeam.io.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void leavesTheFileAloneAndNoOtherBehindWhenItFails() throws IOException {
    Path file = folder.resolve("result.json");
    Files.writeString(file, "old");

    assertThrows(
        IOException.class,
        () ->
            AtomicFile.write(
                file,
                out -> {
                  out.write("half".getBytes(UTF_8));
                  throw new IOException("No space left on device");
                }));

    assertThat(Files.readString(file), is("old"));
    assertThat(folder.toFile().list(), arrayContaining("result.json"));
  }

  @Test
  void replacesALinkInsteadOfFollowingIt() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "untouched");
    Path file = Files.createSymbolicLink(folder.resolve("result.json"), elsewhere);

    AtomicFile.write(file, out -> out.write("new".getBytes(UTF_8)));

    assertThat(Files.readString(elsewhere), is("untouched"));
    assertThat(Files.isSymbolicLink(file), is(false));
    assertThat(Files.readString(file), is("new"));
  }

  @Test
  void aFileMayBeReadByWhomTheUserLets() throws IOException {
    Path usual = Files.writeString(folder.resolve("usual"), "");
    Path file = folder.resolve("result.json");

    AtomicFile.write(file, out -> out.write("new".getBytes(UTF_8)));

    assertThat(Files.getPosixFilePermissions(file), equalTo(Files.getPosixFilePermissions(usual)));
  }

  @Test
  void nobodyCanPutALinkInTheWay() throws IOException {
    Path file = folder.resolve("result.json");

    AtomicFile.write(
        file,
        out -> {
          // at the last moment, where a check would have been over
          Files.createSymbolicLink(file, folder.resolve("victim"));
          out.write("new".getBytes(UTF_8));
        });

    assertThat(Files.exists(folder.resolve("victim")), is(false));
    assertThat(Files.readString(file), is("new"));
  }
}
