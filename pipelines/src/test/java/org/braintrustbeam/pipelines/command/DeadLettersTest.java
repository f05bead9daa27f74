package org.braintrustbeam.pipelines.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.files.WriteOrderedRows;
import org.braintrustbeam.io.row.ChangeBasis;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestPipelineExtension.class)
class DeadLettersTest {
  private static final RawJson DEEP = RawJson.of("[".repeat(5_000) + "]".repeat(5_000));
  private static final RawJson BROKEN = RawJson.of("{\"id\": \"x\ny\", \"score\": NaN, \"t\":\"");
  private static final RawJson ROW = RawJson.of("{\"id\":\"a\", \"expected\":\"b  c\",\"n\":1.10}");

  @TempDir private Path folder;

  @Test
  void aRowThatNoParserTakesIsAText(TestPipeline pipeline) throws IOException {
    ReplayOptions options = PipelineOptionsFactory.create().as(ReplayOptions.class);
    Path file = folder.resolve("rejected.jsonl");
    options.setDeadLetter(file.toString());
    TestSession session = TestSession.in(folder);
    Folders folders = new Folders(session.workFolder());
    RowKey key = new RowKey("d", "a");
    ChangeBasis basis = new ChangeBasis(new RowKey("e", "s"), -1);
    DeadLetters.with(
            List.of(
                pipeline.apply(
                    Create.of(
                        new Reject("S", Reject.Reason.MALFORMED, "deep", new RowKey("d", ""), DEEP),
                        new Reject(
                            "S", Reject.Reason.MALFORMED, "no", new RowKey("d", "0"), BROKEN),
                        new Reject("S", Reject.Reason.REFUSED, "no", key, ROW, basis)))),
            PCollectionTuple.empty(pipeline))
        .apply(WriteOrderedRows.to(folders.shared()));
    pipeline.run();

    long count = DeadLetters.report(options, folders, session);

    assertThat(count, equalTo(3L));
    assertThat(
        Files.readAllLines(file),
        contains(
            "{\"reason\":\"MALFORMED\",\"detail\":\"deep\",\"step\":\"S\",\"object_id\":\"d\","
                + "\"row_id\":\"\",\"row\":\""
                + DEEP
                + "\"}",
            "{\"reason\":\"MALFORMED\",\"detail\":\"no\",\"step\":\"S\",\"object_id\":\"d\","
                + "\"row_id\":\"0\",\"row\":\"{\\\"id\\\": \\\"x\\ny\\\", \\\"score\\\": NaN,"
                + " \\\"t\\\":\\\"\"}",
            "{\"reason\":\"REFUSED\",\"detail\":\"no\",\"step\":\"S\",\"object_id\":\"d\","
                + "\"row_id\":\"a\",\"based_on\":{\"source_object_id\":\"e\","
                + "\"source_row_id\":\"s\",\"xact_id\":\"18446744073709551615\"},\"row\":"
                + "{\"id\":\"a\",\"expected\":\"b  c\",\"n\":1.10}}"));
    assertThat(session.warnings(), hasItem(containsString("--replay FILE sends 1 of them again")));

    DeadLetters.report(options.as(BraintrustOptions.class), folders, session);

    assertThat(session.warnings().get(1), not(containsString("--replay")));
    assertThat(session.warnings().get(1), containsString("run the command again"));
  }
}
