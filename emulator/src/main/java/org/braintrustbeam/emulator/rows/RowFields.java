package org.braintrustbeam.emulator.rows;

import java.util.List;

/** The fields that rows are answered with. What is not known of a row is null, not absent. */
final class RowFields {
  static final List<String> DATASET =
      List.of(
          "id",
          "_xact_id",
          "_pagination_key",
          "created",
          "project_id",
          "dataset_id",
          "span_id",
          "root_span_id",
          "is_root",
          "input",
          "expected",
          "metadata",
          "tags",
          "origin",
          "facets",
          "classifications",
          "comments",
          "audit_data",
          "_async_scoring_state");
  static final List<String> EXPERIMENT = spans("experiment_id");
  static final List<String> LOGS = spans("log_id");

  private RowFields() {}

  private static List<String> spans(String objectId) {
    return List.of(
        "id",
        "_xact_id",
        "_pagination_key",
        "created",
        "org_id",
        "project_id",
        objectId,
        "span_id",
        "root_span_id",
        "span_parents",
        "is_root",
        "span_attributes",
        "input",
        "output",
        "expected",
        "error",
        "scores",
        "metadata",
        "tags",
        "metrics",
        "context",
        "origin",
        "facets",
        "classifications",
        "comments",
        "audit_data",
        "_async_scoring_state");
  }
}
