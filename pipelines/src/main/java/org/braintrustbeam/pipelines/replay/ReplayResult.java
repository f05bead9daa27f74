package org.braintrustbeam.pipelines.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.command.RowCursor;

/**
 * The outcome of a replay: {@code {dry_run: true, replay, records_to_update, events, unchanged,
 * failed, rejected}}, or {@code {replay, updated, rows, unchanged, failed}} once it has written.
 */
final class ReplayResult {
  private final String file;
  private final boolean written;
  private final Folders folders;
  private final long toWrite;
  private final long unchanged;
  private final long updated;
  private final long failed;

  private ReplayResult(String file, boolean written, Folders folders) throws IOException {
    this.file = file;
    this.written = written;
    this.folders = folders;
    folders.settle(ReplayPipeline.LINES, line -> !isToWrite(line));
    this.toWrite = folders.count(ReplayPipeline.LINES, ReplayResult::isToWrite);
    this.unchanged = countUnchanged(folders);
    this.updated = folders.countWritten();
    this.failed = DeadLetters.count(folders);
  }

  static ReplayResult of(String file, boolean written, Folders folders) throws IOException {
    return new ReplayResult(file, written, folders);
  }

  /** Without the rows that an earlier attempt of this run has written. */
  private static long countUnchanged(Folders folders) throws IOException {
    try (RowCursor written = folders.written()) {
      return folders.count(
          ReplayPipeline.LINES, line -> !written.contains(line) && !isToWrite(line));
    }
  }

  private static boolean isToWrite(RawJson line) {
    return line.fields().containsKey("fields");
  }

  boolean isWritten() {
    return written;
  }

  /** Rows that are not as the file wants them, after all. */
  long failed() {
    return failed;
  }

  void writeTo(JsonGenerator json) throws IOException {
    if (!written) {
      json.writeBooleanField("dry_run", true);
    }
    json.writeStringField("replay", file);
    json.writeNumberField(written ? "updated" : "records_to_update", written ? updated : toWrite);
    json.writeArrayFieldStart(written ? "rows" : "events");
    if (written) {
      folders.forEachWritten(row -> ResultJson.writeRaw(json, row));
    } else {
      folders.forEach(
          ReplayPipeline.LINES,
          line -> {
            if (isToWrite(line)) {
              ResultJson.writeRaw(json, line);
            }
          });
    }
    json.writeEndArray();
    json.writeNumberField("unchanged", unchanged);
    json.writeNumberField("failed", failed);
    if (!written) { // a run that writes has its dead-letter file for them
      json.writeArrayFieldStart("rejected");
      DeadLetters.forEach(folders, line -> ResultJson.writeRaw(json, line));
      json.writeEndArray();
    }
  }

  byte[] text(String flag) {
    String text =
        written
            ? "Replayed %s: %,d written, %,d unchanged, %,d failed"
                .formatted(file, updated, unchanged, failed)
            : "Replay of %s: %,d to write, %,d unchanged, %,d cannot be written; add %s to write"
                .formatted(file, toWrite, unchanged, failed, flag);
    return (text + "\n").getBytes(UTF_8);
  }
}
