package org.braintrustbeam.io.braintrust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.braintrustbeam.io.http.Workers;

/**
 * What the workers of a run say that they have done so far, for a progress bar.
 *
 * <p>Each process whose settings name a {@link Workers#folder} keeps a small file there, while it
 * works: every second on a local disk, every five elsewhere. As with {@link LiveCounts}, rows of a
 * bundle that is repeated count again, also those of a worker that has died: not for results, and
 * to be capped by what there is to do.
 *
 * @param rowsRead rows that came, older versions included, in all processes
 * @param rowsWritten rows that the service took, from all processes
 * @param calls requests to models that ended, in all processes
 */
public record ProgressReports(long rowsRead, long rowsWritten, CallCounts calls) {
  static final String SUFFIX = ".progress";

  private static final int LONGEST = 128;
  private static final Pattern REPORT =
      Pattern.compile("(\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18})\n");

  /** Without a request to a model. */
  public ProgressReports(long rowsRead, long rowsWritten) {
    this(rowsRead, rowsWritten, CallCounts.NONE);
  }

  /**
   * The sum of all reports in a folder; zero if there is none yet. A file that is half-written, or
   * gone since it was listed, counts as none, so a later sum may be smaller.
   *
   * @param folder on a file system that Beam knows, as in {@link Workers#folder}
   * @throws IOException if the folder cannot be listed
   */
  public static ProgressReports in(String folder) throws IOException {
    ResourceId place = FileSystems.matchNewDirectory(folder);
    ProgressReports sum = new ProgressReports(0, 0);
    for (Metadata file :
        FileSystems.match(place + "*" + SUFFIX, EmptyMatchTreatment.ALLOW).metadata()) {
      sum = sum.plus(read(file.resourceId()));
    }
    return sum;
  }

  private ProgressReports plus(ProgressReports other) {
    return new ProgressReports(
        rowsRead + other.rowsRead, rowsWritten + other.rowsWritten, calls.plus(other.calls));
  }

  private static ProgressReports read(ResourceId file) {
    try (InputStream in = Channels.newInputStream(FileSystems.open(file))) {
      return parse(new String(in.readNBytes(LONGEST), UTF_8));
    } catch (IOException e) {
      return new ProgressReports(0, 0); // being replaced: the next look finds it
    }
  }

  static ProgressReports parse(String text) {
    Matcher report = REPORT.matcher(text);
    return report.matches()
        ? new ProgressReports(
            number(report, 1),
            number(report, 2),
            new CallCounts(
                number(report, 3), number(report, 4), number(report, 5), number(report, 6)))
        : new ProgressReports(0, 0);
  }

  private static long number(Matcher report, int group) {
    return Long.parseLong(report.group(group));
  }

  /** The text of a report; its end shows that it is whole. */
  String text() {
    return rowsRead
        + " "
        + rowsWritten
        + " "
        + calls.bought()
        + " "
        + calls.reused()
        + " "
        + calls.failed()
        + " "
        + calls.wanted()
        + "\n";
  }
}
