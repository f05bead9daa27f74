package org.braintrustbeam.pipelines.command;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.files.IndentedJson;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.row.ChangeBasis;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.transforms.json.JsonMerge;

/**
 * The one road of rows that could not be processed: from every step of a pipeline into one file, a
 * JSON object a line: {@code {reason, detail, step, object_id, row_id, row}}, and before the row
 * {@code based_on: {source_object_id, source_row_id, xact_id}} where the row was to be written.
 * Such a line holds all that it takes to write the row later. A row that no parser takes is a text,
 * or nobody could read its line.
 */
public final class DeadLetters {
  /** The member of a line that says what a change was decided on. */
  public static final String BASIS = "based_on";

  private static final String OUTPUT = "rejects";

  private DeadLetters() {}

  /** A pipeline's outputs with what its steps refused, ready to be written. */
  public static PCollectionTuple with(List<PCollection<Reject>> rejects, PCollectionTuple outputs) {
    return outputs.and(
        OUTPUT,
        PCollectionList.of(rejects)
            .apply("AllRejects", Flatten.pCollections())
            .apply("RejectLines", MapElements.via(new ToLine())));
  }

  /** How many rows were refused. */
  public static long count(Folders folders) throws IOException {
    return folders.count(OUTPUT, line -> true);
  }

  /** Does something with each of the lines. */
  public static void forEach(Folders folders, Folders.ValueConsumer action) throws IOException {
    folders.forEach(OUTPUT, action);
  }

  /**
   * Hands the refused rows to the user, if there are any; to be called when the result is out, so
   * that a file that cannot be written does not cost the result too.
   *
   * @return how many there are
   */
  public static long report(BraintrustOptions options, Folders folders, Session session)
      throws IOException {
    return report(options, List.of(folders), session);
  }

  /**
   * As {@link #report(BraintrustOptions, Folders, Session)}, of a command with several pipelines.
   */
  public static long report(BraintrustOptions options, List<Folders> all, Session session)
      throws IOException {
    long count = 0;
    for (Folders folders : all) {
      count += count(folders);
    }
    if (count > 0) {
      String file = file(options);
      write(file, all);
      session.warn(
          count
              + (count == 1 ? " row" : " rows")
              + " could not be processed: see "
              + file
              + whatNow(options, all, count));
    }
    return count;
  }

  /** What was refused when it was read has nothing to write, whatever the command. */
  private static String whatNow(BraintrustOptions options, List<Folders> several, long all)
      throws IOException {
    long moved = 0;
    long replayable = 0;
    for (Folders folders : several) {
      moved += folders.count(OUTPUT, DeadLetters::hasMoved);
      replayable +=
          folders.count(OUTPUT, line -> !hasMoved(line) && line.fields().containsKey(BASIS));
    }
    if (moved + replayable == 0) {
      return "; refused when read, so these cannot be replayed: mend them where they are";
    }
    if (!(options instanceof ReplayOptions)) {
      return "; run the command again for what could not be written";
    }
    String text = "";
    if (replayable > 0) {
      text = "; the same command with --replay FILE sends " + which(replayable, all) + "again";
    }
    if (moved > 0) {
      text += "; to decide anew on " + (moved == all ? "what" : moved + " that");
      text += " changed meanwhile, run the command again without --replay";
    }
    return text;
  }

  private static String which(long part, long all) {
    return part == all ? "" : part + " of them ";
  }

  /** Whether the row is not any more what the change was decided on. */
  private static boolean hasMoved(RawJson line) {
    return Reject.Reason.CHANGED_MEANWHILE
        .name()
        .equals(line.fields().getOrDefault("reason", RawJson.NULL).text());
  }

  /**
   * Leaves a file of rejected rows without any, if it is the one that a run would write to: its
   * rows are written by now.
   */
  public static void clear(BraintrustOptions options, String replayed) throws IOException {
    String file = file(options);
    if (NamedFile.isSame(file, replayed)) {
      NamedFile.write(file, out -> {});
    }
  }

  /** Next to the output, unless the user names a file. */
  private static String file(BraintrustOptions options) {
    String given = options.getDeadLetter();
    String output = options.getOutput();
    return given != null
        ? given
        : (output == null || output.equals("-") ? "braintrust-beam" : output) + ".rejected.jsonl";
  }

  private static void write(String file, List<Folders> all) throws IOException {
    try {
      NamedFile.write(
          file,
          out -> {
            for (Folders folders : all) {
              writeLines(folders, out);
            }
          });
    } catch (IOException e) {
      throw new IOException("cannot write the rejected rows to " + file + ": " + e.getMessage(), e);
    }
  }

  private static void writeLines(Folders folders, OutputStream out) throws IOException {
    OutputStream line = IndentedJson.oneLine(out);
    folders.forEach(
        OUTPUT,
        value -> {
          value.writeTo(line);
          out.write('\n');
        });
  }

  private static final class ToLine extends SimpleFunction<Reject, OrderedRow> {
    @Override
    public OrderedRow apply(Reject reject) {
      Map<String, RawJson> line = new LinkedHashMap<>();
      line.put("reason", JsonMerge.string(reject.reason().name()));
      line.put("detail", JsonMerge.string(reject.detail()));
      line.put("step", JsonMerge.string(reject.step()));
      line.put("object_id", JsonMerge.string(reject.key().objectId()));
      line.put("row_id", JsonMerge.string(reject.key().rowId()));
      ChangeBasis basis = reject.basis();
      if (basis != null) {
        line.put(BASIS, object(basis));
      }
      line.put("row", readable(reject.row()));
      return new OrderedRow(
          reject.key().objectId() + '\0' + reject.key().rowId() + '\0' + reject.step(),
          JsonMerge.object(line));
    }

    private static RawJson readable(RawJson row) {
      return row.isReadable() ? row : JsonMerge.string(row.toString());
    }

    private static RawJson object(ChangeBasis basis) {
      Map<String, RawJson> members = new LinkedHashMap<>();
      members.put("source_object_id", JsonMerge.string(basis.source().objectId()));
      members.put("source_row_id", JsonMerge.string(basis.source().rowId()));
      members.put("xact_id", JsonMerge.string(Long.toUnsignedString(basis.xactId())));
      return JsonMerge.object(members);
    }
  }
}
