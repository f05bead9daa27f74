package org.braintrustbeam.transforms.eval.run;

import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.text.PythonText;
import org.braintrustbeam.transforms.facet.text.ValueText;
import org.braintrustbeam.transforms.json.JsonValue;

/**
 * A row of the dataset, to be put to the model once.
 *
 * @param row the row, with {@code input}, {@code expected}, {@code metadata}, {@code tags} and
 *     {@code created}
 * @param trial which of several times, from 0
 */
@DefaultCoder(EvalCaseCoder.class)
public record EvalCase(RowVersion row, int trial) {
  /** The columns of a dataset that an eval needs. */
  public static final List<String> COLUMNS =
      List.of("created", "expected", "input", "metadata", "tags");

  /** Id of the row. */
  public String id() {
    return row.key().rowId();
  }

  /** The facet as the row spells it, stripped; empty if it names none. */
  public String facetName() {
    RawJson input = row.json().field("input");
    String name = word(input.field("facet_name"));
    return name.isEmpty() ? word(input.field("facet_type")) : name;
  }

  /** The name by which definitions are found. */
  public String facetKey() {
    return facetName().toLowerCase(Locale.ROOT);
  }

  /** What the facet is to be found in; empty if there is nothing. */
  public String text() {
    RawJson text = row.json().field("input").field("preprocessed_text");
    String plain = text.text();
    return plain == null ? ValueText.of(JsonValue.of(text)) : plain;
  }

  /** {@code input} as it is. */
  public RawJson input() {
    return row.json().field("input");
  }

  /** {@code expected} as it is. */
  public RawJson expected() {
    return row.json().field("expected");
  }

  /** What is expected as a text, with whatever reasoning stands in it; empty for null. */
  public String expectedText() {
    String plain = expected().text();
    return plain == null ? ValueText.of(JsonValue.of(expected())) : PythonText.strip(plain);
  }

  /** The part of the dataset; empty if the row does not say. */
  public String split() {
    return word(row.json().field("metadata").field("split"));
  }

  private static String word(RawJson value) {
    String text = value.text();
    return text == null ? "" : PythonText.strip(text);
  }
}
