package org.braintrustbeam.pipelines.replay;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.braintrustbeam.io.files.SharedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFileTest {
  private static final String LINE =
      ("{'reason':'REFUSED','detail':'no','step':'UpsertRows','object_id':'%s','row_id':'r',"
              + "'row':{'id':'r','expected':1,'_is_merge':true,'_merge_paths':[['expected']]},"
              + "'based_on':{'source_object_id':'e','source_row_id':'c','xact_id':'7'}}\n")
          .replace('\'', '"');

  @TempDir private Path folder;

  /** What follows is decided by the check: which datasets may be written to, for one. */
  @Test
  void whatWasNotCheckedIsNotReplayed() throws IOException {
    Path letters = Files.writeString(folder.resolve("letters"), LINE.formatted("gold"));
    ReplayFile checked = ReplayFile.check(letters.toString());
    SharedFolder work = SharedFolder.mark(Files.createDirectory(folder.resolve("w")).toString());

    checked.copyTo(work, "same");
    Files.writeString(letters, LINE.formatted("other"));
    IOException failure = assertThrows(IOException.class, () -> checked.copyTo(work, "other"));

    assertThat(failure.getMessage(), containsString("was changed while it was read"));
    assertThat(Files.readString(folder.resolve("w/same")), equalTo(LINE.formatted("gold")));
    assertThat(Files.exists(folder.resolve("w/other")), is(false));
  }
}
