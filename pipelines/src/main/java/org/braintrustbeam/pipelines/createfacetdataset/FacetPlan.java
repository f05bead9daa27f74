package org.braintrustbeam.pipelines.createfacetdataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.transforms.facet.call.ParsePlan;
import org.braintrustbeam.transforms.facet.sample.SamplePlan;
import org.braintrustbeam.transforms.facet.split.SplitGroup;
import org.braintrustbeam.transforms.facet.split.SplitPlan;
import org.braintrustbeam.transforms.facet.split.SplitPlan.Method;
import org.jspecify.annotations.Nullable;

/**
 * What the flags ask for, checked; made once, before any request.
 *
 * @param sourceProject as given
 * @param targetProject as given
 * @param dataset name of the dataset
 * @param query which spans
 * @param roots the traces that are named; empty for a time window
 * @param limit of spans; 0 for all
 * @param parse how spans are parsed
 * @param sample what is chosen; null for everything
 * @param split how rows are put on sides
 * @param keepSides whether rows stay on their sides
 */
record FacetPlan(
    String sourceProject,
    String targetProject,
    String dataset,
    SourceQuery query,
    List<String> roots,
    int limit,
    ParsePlan parse,
    @Nullable SamplePlan sample,
    SplitPlan split,
    boolean keepSides) {
  private static final int SPANS_A_CALL = 5;

  /**
   * Of these flags.
   *
   * @throws UsageException naming the flag that is wrong
   */
  static FacetPlan of(CreateFacetDatasetOptions options) {
    String source = required("--source-project", options.getSourceProject(), options.getProject());
    String target = required("--target-project", options.getTargetProject(), options.getProject());
    String dataset = required("--dataset", options.getDataset(), null);
    if (options.getReadMode().equals("fetch")) {
      throw new UsageException(
          "--read-mode fetch cannot choose spans by model and time: leave it out");
    }
    List<String> roots = roots(options);
    String seed = SplitPlan.seed(source, target, dataset);
    SplitPlan split = split(options, seed);
    return new FacetPlan(
        source,
        target,
        dataset,
        SourceQuery.of(options),
        roots,
        limit(options, roots),
        new ParsePlan(facetName(options), split.group().path()),
        roots.isEmpty() ? sample(options, seed) : null,
        split,
        keepSides(options));
  }

  private static String required(String flag, @Nullable String value, @Nullable String otherwise) {
    String found = value == null ? otherwise : value;
    if (found == null || found.isBlank()) {
      throw new UsageException("missing flag " + flag);
    }
    return found.strip();
  }

  private static @Nullable String facetName(SourceOptions options) {
    String name = options.getFacetName();
    return name == null || name.isBlank() ? null : name.strip();
  }

  private static List<String> roots(SourceOptions options) {
    Set<String> roots = new LinkedHashSet<>();
    if (options.getRootSpanId() != null) {
      options.getRootSpanId().stream().map(String::strip).forEach(roots::add);
    }
    String file = options.getRootSpanIdFile();
    if (file != null) {
      lines(file).stream().map(String::strip).forEach(roots::add);
    }
    roots.remove("");
    if (roots.isEmpty() && file != null) {
      throw new UsageException("--root-span-id-file " + file + ": there is no id in it");
    }
    return List.copyOf(roots);
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException | InvalidPathException e) {
      throw new UsageException(
          "--root-span-id-file " + file + ": there is no such file of text, or it cannot be read");
    }
  }

  private static int limit(SourceOptions options, List<String> roots) {
    if (!roots.isEmpty()) {
      return 0;
    }
    if (options.getLimit() != null) {
      return options.getLimit();
    }
    if (options.getSampling().equals("hash")) {
      return 0;
    }
    long calls = (long) options.getPositiveLimit() + options.getNegativeLimit();
    return (int) Math.min(Integer.MAX_VALUE, Math.max(1, SPANS_A_CALL * calls));
  }

  private static SamplePlan sample(SourceOptions options, String seed) {
    int positive = options.getPositiveLimit();
    int negative = options.getNegativeLimit();
    return options.getSampling().equals("hash")
        ? SamplePlan.hash(positive, negative, seed)
        : SamplePlan.newest(positive, negative);
  }

  private static SplitPlan split(CreateFacetDatasetOptions options, String seed) {
    double fraction = options.getValidationFraction();
    if (!(fraction >= 0 && fraction < 1)) {
      throw new UsageException(
          "--validation-fraction must be at least 0 and less than 1, got " + fraction);
    }
    Method method = options.getSplitBy().equals("exact") ? Method.EXACT : Method.THRESHOLD;
    String group = options.getSplitGroupBy();
    try {
      return new SplitPlan(
          method, seed, fraction, group == null ? SplitGroup.ROW : SplitGroup.parse(group));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--split-group-by " + group + ": " + e.getMessage());
    }
  }

  private static boolean keepSides(CreateFacetDatasetOptions options) {
    return switch (options.getKeepSplits()) {
      case "yes" -> true;
      case "no" -> false;
      default -> options.getSplitBy().equals("threshold");
    };
  }
}
