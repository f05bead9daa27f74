package org.braintrustbeam.pipelines.curate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownRowsTest {
  private static final String LINE =
      "{\"id\":\"%s\",\"bucket\":\"%s\",\"production_score\":%s,\"input\":%s,\"expected\":%s}";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a | failing | 0.2  | {'x':1,'y':2}   | 'one'  | false",
        "a | failing | 0.20 | {'y':2,'x':1.0} | 'one'  | false",
        "a | failing | 0.2  | {'x':1,'y':2}   | 'two'  | true",
        "a | passing | 0.2  | {'x':1,'y':2}   | 'one'  | true",
        "a | failing | 0.3  | {'x':1,'y':2}   | 'one'  | true",
        "a | failing | 0.2  | {'x':1,'y':3}   | 'one'  | true",
        "b | failing | 0.2  | {'x':1,'y':2}   | 'new'  | false",
        "c | failing | 0.2  | {'x':1,'y':2}   | 'one'  | true",
        "c | failing | 0.2  | {'x':1,'y':2}   | null   | false"
      })
  void onlyALabelMayBeNew(
      String id, String bucket, String score, String input, String label, boolean isNews)
      throws IOException {
    Path review =
        Files.writeString(
            folder.resolve("review.jsonl"),
            (LINE.formatted("a", "failing", "0.2", "{'x':1,'y':2}", "'one'")
                    + "\n"
                    + LINE.formatted("b", "failing", "0.2", "{'x':1,'y':2}", "null")
                    + "\n")
                .replace('\'', '"'));
    RawJson line = RawJson.of(LINE.formatted(id, bucket, score, input, label).replace('\'', '"'));

    assertThat(ShownRows.in(review.toString()).isNews(line), is(isNews));
  }

  @Test
  void whereNothingWasShownNothingIsNews() throws IOException {
    RawJson line = RawJson.of(LINE.formatted("a", "failing", "0.2", "1", "1"));

    assertThat(ShownRows.in(folder.resolve("none.jsonl").toString()).isNews(line), is(false));
  }
}
