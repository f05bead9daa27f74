package org.braintrustbeam.pipelines.curate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.braintrustbeam.io.files.NamedFile;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.labelling.TimeRange;
import org.braintrustbeam.transforms.curate.CuratePlan;
import org.braintrustbeam.transforms.curate.ScoreRule;
import org.braintrustbeam.transforms.facet.sample.SamplePlan;
import org.jspecify.annotations.Nullable;

/**
 * What the flags ask for, checked; made once, before any request.
 *
 * @param project as given
 * @param dataset name of the dataset, or its id
 * @param window which spans by their time, in the service's SQL
 * @param rule which traces fail and pass
 * @param sample how many of them, and which
 * @param spares how many times as many are looked at
 * @param similarity from which on inputs are the same
 * @param file rows that are labelled already; null for traces
 * @param context what the labelling model is told; null if it is not asked
 * @param buys whether labels are bought
 * @param plan what rows have in common, in no project yet
 */
record CurateSettings(
    String project,
    String dataset,
    String window,
    ScoreRule rule,
    SamplePlan sample,
    int spares,
    double similarity,
    @Nullable LabelledFile file,
    @Nullable String context,
    boolean buys,
    CuratePlan plan) {
  /** Which spans have scores at all. */
  private static final String SCORED = "scores IS NOT NULL";

  /** Traces that are looked at, of each bucket; they are on the heap of one worker. */
  private static final int MOST_CANDIDATES = 200_000;

  private static final Pattern WINDOW = Pattern.compile("([1-9]\\d{0,5})([dhm])");
  private static final Map<String, String> UNITS = Map.of("d", "DAY", "h", "HOUR", "m", "MINUTE");

  /**
   * Of these flags.
   *
   * @throws UsageException naming the flag that is wrong, or the line of a file
   */
  static CurateSettings of(CurateOptions options) throws IOException {
    String project = required("--project", options.getProject());
    String dataset = required("--dataset", options.getDataset());
    if (options.getReadMode().equals("fetch")) {
      throw new UsageException(
          "--read-mode fetch cannot choose spans by score and time: leave it out");
    }
    ScoreRule rule = rule(options);
    String context = context(options.getSystemContext());
    LabelledFile file = file(options.getLabelledRows(), rule, context);
    checkLabels(options, file, context);
    return new CurateSettings(
        project,
        dataset,
        window(options.getWindow()),
        rule,
        sample(options),
        options.getSpares(),
        inRange("--similarity", options.getSimilarity(), 0.7, 1),
        file,
        context,
        options.getExecute() || options.getLabel(),
        plan(options));
  }

  static String required(String flag, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new UsageException("missing flag " + flag);
    }
    return value.strip();
  }

  private static double inRange(String flag, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new UsageException(flag + " must be " + least + " to " + most + ", got " + value);
    }
    return value;
  }

  private static ScoreRule rule(CurateOptions options) {
    double failing = inRange("--failing-at-most", options.getFailingAtMost(), 0, 1);
    double passing = inRange("--passing-at-least", options.getPassingAtLeast(), 0, 1);
    if (failing >= passing) {
      throw new UsageException(
          "--failing-at-most must be less than --passing-at-least, got "
              + failing
              + " and "
              + passing);
    }
    List<String> names = options.getScore();
    return new ScoreRule(
        names == null ? List.of() : names.stream().distinct().toList(),
        BigDecimal.valueOf(failing),
        BigDecimal.valueOf(passing));
  }

  private static SamplePlan sample(CurateOptions options) {
    int passing = options.getPassingLimit();
    int failing = options.getFailingLimit();
    if (passing + failing == 0) {
      throw new UsageException("--failing-limit and --passing-limit are both 0");
    }
    long looked = (long) options.getSpares() * Math.max(passing, failing);
    if (looked > MOST_CANDIDATES) {
      throw new UsageException(
          "--spares times --failing-limit or --passing-limit must be "
              + MOST_CANDIDATES
              + " at most, got "
              + looked);
    }
    return options.getSampling().equals("hash")
        ? SamplePlan.hash(passing, failing, options.getSampleSeed())
        : SamplePlan.newest(passing, failing);
  }

  private static String window(String text) {
    Matcher window = WINDOW.matcher(text.strip());
    if (!window.matches()) {
      throw new UsageException(
          "--window must be a number of days, hours or minutes, e.g. 7d, 12h or 30m, got " + text);
    }
    return "created >= NOW() - INTERVAL " + window.group(1) + " " + UNITS.get(window.group(2));
  }

  private static @Nullable String context(@Nullable String file) {
    if (file == null) {
      return null;
    }
    try (InputStream in = NamedFile.open(file)) {
      String text =
          UTF_8.newDecoder().decode(ByteBuffer.wrap(in.readAllBytes())).toString().strip();
      if (text.isEmpty()) {
        throw new UsageException("--system-context " + file + ": there is nothing in it");
      }
      return text;
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(
          "--system-context " + file + ": there is no such file of text, or it cannot be read");
    }
  }

  private static @Nullable LabelledFile file(
      @Nullable String name, ScoreRule rule, @Nullable String context) throws IOException {
    return name == null ? null : LabelledFile.check(name, rule, context != null);
  }

  /** Whoever buys or writes must say where labels come from. */
  private static void checkLabels(
      CurateOptions options, @Nullable LabelledFile file, @Nullable String context) {
    if (options.getLabel() && context == null) {
      throw new UsageException("--label takes --system-context FILE, for the model to label by");
    }
    if (options.getExecute() && file == null && context == null) {
      throw new UsageException(
          "--execute takes labels: give --system-context FILE, or --labelled-rows FILE");
    }
  }

  /** Whether the model is asked, or would be. */
  boolean asksModel() {
    return context != null && (file == null || file.unlabelled() > 0);
  }

  /** How many are looked at, to choose the sample from. */
  SamplePlan candidates() {
    return new SamplePlan(
        sample.positiveLimit() * spares, sample.negativeLimit() * spares, sample.hashSeed());
  }

  /** Spans of the window that may have scores. */
  String scoredInWindow() {
    return SCORED + " AND " + window;
  }

  /** Those between these times; of the whole window, if none are known. */
  String scoredWithin(@Nullable TimeRange range) {
    return range == null ? scoredInWindow() : SCORED + " AND " + range.within();
  }

  private static CuratePlan plan(CurateOptions options) {
    return new CuratePlan(
        "",
        options.getSplitSeed(),
        inRange("--train-fraction", options.getTrainFraction(), 0, 1),
        options.getIteration());
  }

  /** What must be the same when a run is resumed, so that it finds the same cases. */
  Map<String, String> resumable(String projectId) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("project", projectId);
    settings.put("labelled rows", file == null ? "" : file.checksum());
    settings.put("window", file == null ? window : "");
    settings.put("scores", rule.toString());
    settings.put("sampling", file == null ? sample + ", spares " + spares : "");
    settings.put("similarity", String.valueOf(similarity));
    return settings;
  }
}
