package org.braintrustbeam.runners.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.anything;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.braintrustbeam.io.files.MemoryFileSystem;
import org.braintrustbeam.io.files.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
  @TempDir Path folder;

  @Test
  void isMadeInAFolderAndGoesWithAllThatIsInIt() throws IOException {
    WorkFolder work = WorkFolder.in(folder.toString());

    Path path = Path.of(work.path());
    SharedFolder.mark(work.path());
    Files.writeString(Files.createDirectory(path.resolve("sub")).resolve("f"), "x");

    assertThat(path.getParent(), is(folder));
    assertThat(work.path(), is(path.toString()));
    work.delete();
    assertThat(folder.toFile().list(), is(emptyArray()));
  }

  @Test
  void goesAlsoWhileSomebodyElseDeletesInIt() throws Exception {
    for (int round = 0; round < 20; round++) {
      WorkFolder work = WorkFolder.in(folder.toString());
      List<Path> inside = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        inside.add(Files.createDirectory(Path.of(work.path(), "sub" + i)));
      }
      Thread other =
          new Thread(
              () -> inside.forEach(path -> assertThat(path.toFile().delete(), is(anything()))));
      other.start();

      work.delete();

      other.join();
      assertThat(folder.toFile().list(), is(emptyArray()));
    }
  }

  @Test
  void mayLieOnAFileSystemThatBeamKnows() throws IOException {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    String parent = "shelf://work-folder-test";
    WorkFolder work = WorkFolder.in(parent);
    WorkFolder other = WorkFolder.in(parent + "/");

    SharedFolder.mark(work.path());
    SharedFolder.mark(other.path());
    SharedFolder.mark(work.path() + "/sub");

    assertThat(work.path(), startsWith(parent + "/braintrust-beam-"));
    assertThat(work.path(), is(not(other.path())));
    assertThat(MemoryFileSystem.files(parent), is(aMapWithSize(3)));
    work.delete();
    assertThat(MemoryFileSystem.files(parent), is(aMapWithSize(1)));
    other.delete();
    assertThat(MemoryFileSystem.files(parent), is(aMapWithSize(0)));
  }
}
