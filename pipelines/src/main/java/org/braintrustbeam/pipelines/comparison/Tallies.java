package org.braintrustbeam.pipelines.comparison;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.transforms.compare.ComparisonTally;
import org.braintrustbeam.transforms.compare.ComparisonTallyCoder;
import org.braintrustbeam.transforms.json.JsonMerge;

/** The tallies of a comparison as an output of a pipeline, a line for each group. */
public final class Tallies {
  /** The name of the output. */
  public static final String OUTPUT = "tally";

  private static final String GROUP = "group";
  private static final String TALLY = "tally";

  private Tallies() {}

  /** Makes the lines. */
  public static MapElements<KV<String, ComparisonTally>, OrderedRow> toLines() {
    return MapElements.via(new ToLine());
  }

  /** What a pipeline has left, by group. */
  public static SortedMap<String, ComparisonTally> in(Folders folders) throws IOException {
    SortedMap<String, ComparisonTally> tallies = new TreeMap<>();
    folders.forEach(
        OUTPUT,
        line -> tallies.put(text(line, GROUP), ComparisonTallyCoder.ofText(text(line, TALLY))));
    return tallies;
  }

  private static String text(RawJson line, String name) {
    return String.valueOf(line.field(name).text());
  }

  private static final class ToLine
      extends SimpleFunction<KV<String, ComparisonTally>, OrderedRow> {
    @Override
    public OrderedRow apply(KV<String, ComparisonTally> group) {
      Map<String, RawJson> line = new LinkedHashMap<>();
      line.put(GROUP, JsonMerge.string(group.getKey()));
      line.put(TALLY, JsonMerge.string(ComparisonTallyCoder.toText(group.getValue())));
      return new OrderedRow(group.getKey(), JsonMerge.object(line));
    }
  }
}
