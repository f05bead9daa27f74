package org.braintrustbeam.transforms.eval.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Pattern;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.call.Message;
import org.braintrustbeam.transforms.facet.definition.FacetDefinition;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/** Cases to score. */
final class Cases {
  private Cases() {}

  /** A row of the dataset {@code d}; {@code expected} is JSON. */
  static EvalCase row(String id, String facet, String expected) {
    String json =
        """
        {"id":%s,"_xact_id":"7","created":"2026-06-01T12:00:00.000Z",\
        "input":{"facet_name":%s,"preprocessed_text":"User: late"},"expected":%s,\
        "metadata":{"split":"validation","n":1.10},"tags":["t"]}"""
            .formatted(JsonMerge.string(id), JsonMerge.string(facet), expected);
    return new EvalCase(RowVersion.scan("d", json.getBytes(UTF_8)), 0);
  }

  static ModelOutcome answer(String text) {
    return new ModelOutcome(text, null, "m-1", 1_700_000_001_500L, 1_500, 10, 3);
  }

  static EvalRecord record(String facet, String expected, String output, @Nullable String verdict) {
    return new EvalRecord(
        row("r", facet, JsonMerge.string(expected).toString()),
        answer(output),
        verdict == null ? null : answer(verdict));
  }

  static FacetDefinition definition(String facet) {
    return new FacetDefinition(
        facet,
        List.of(new Message("user", "Data: {{preprocessed_text}}")),
        List.of(List.of(new Message("user", "Find it"))),
        Pattern.compile(FacetDefinition.DEFAULT_NO_MATCH));
  }
}
