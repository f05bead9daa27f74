package org.braintrustbeam.pipelines.curate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.RunFolder;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The file of a run in which every row stands that may be written, a JSON object a line; on the
 * disk before anything is written to the dataset, and what is written is read from it.
 *
 * @param name of the file
 * @param labelled how many of its rows have a label
 * @param news how many of these the file of a run that goes on did not show so before
 */
record ReviewFile(String name, long labelled, long news) {
  private static final String REVIEW = "review.jsonl";
  private static final String DUPLICATES = "duplicates.jsonl";

  /** By which it shows whether somebody has edited the file. */
  private static final String DIGESTS = "review.sha256";

  /**
   * Makes sure that the review file of a run that goes on is as the run has left it: it is written
   * anew, and what a person has filled in there would be lost.
   *
   * @throws UsageException if somebody has edited it
   */
  static void requireUntouched(RunFolder run) throws IOException {
    String digest = digestOf(run);
    if (digest != null && !digests(run).contains(digest)) {
      throw new UsageException(
          ("--resume %s: %s was edited since the run wrote it, and would be written anew; for what"
                  + " it says now give it with --labelled-rows and leave out --resume, or else move"
                  + " it away")
              .formatted(run.id(), run.file(REVIEW)));
    }
  }

  private static @Nullable String digestOf(RunFolder run) throws IOException {
    try (InputStream in = NamedFile.open(run.file(REVIEW))) {
      DigestOutputStream digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha256());
      in.transferTo(digest);
      return hex(digest);
    } catch (FileNotFoundException | NoSuchFileException e) {
      return null; // the run has not come so far
    }
  }

  private static List<String> digests(RunFolder run) throws IOException {
    try (InputStream in = NamedFile.open(run.file(DIGESTS))) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (FileNotFoundException | NoSuchFileException e) {
      return List.of();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private static String hex(DigestOutputStream digest) {
    return HexFormat.of().formatHex(digest.getMessageDigest().digest());
  }

  /** Writes it, and beside it the list of what was nearly the same. */
  static ReviewFile write(RunFolder run, Folders folders) throws IOException {
    requireUntouched(run); // labels take their time, and somebody may have edited it meanwhile
    ShownRows shown = ShownRows.in(run.file(REVIEW));
    writeLines(run, DUPLICATES, folders, SelectPipeline.DUPLICATES);
    expect(run, folders);
    writeLines(run, REVIEW, folders, SelectPipeline.REVIEW);
    long labelled = folders.count(SelectPipeline.REVIEW, line -> !line.field("expected").isNull());
    long news = folders.count(SelectPipeline.REVIEW, shown::isNews);
    return new ReviewFile(run.file(REVIEW), labelled, news);
  }

  /** Notes what it is going to be; should the run die then, it is still what it was before. */
  private static void expect(RunFolder run, Folders folders) throws IOException {
    DigestOutputStream digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha256());
    lines(folders, SelectPipeline.REVIEW, digest);
    String before = digestOf(run);
    run.writeText(DIGESTS, (before == null ? "" : before + "\n") + hex(digest) + "\n");
  }

  private static void writeLines(RunFolder run, String file, Folders folders, String output)
      throws IOException {
    run.write(file, out -> lines(folders, output, out));
  }

  private static void lines(Folders folders, String output, OutputStream out) throws IOException {
    folders.forEach(
        output,
        line -> {
          line.writeTo(out);
          out.write('\n');
        });
  }

  /** Copies it to where the workers see it. */
  void copyTo(SharedFolder folder) throws IOException {
    try (InputStream in = NamedFile.open(name)) {
      folder.write(ReadCasesFn.COPY, in::transferTo);
    }
  }
}
