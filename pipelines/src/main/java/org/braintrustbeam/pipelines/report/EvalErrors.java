package org.braintrustbeam.pipelines.report;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.pipelines.report.Table.Cell;
import org.braintrustbeam.pipelines.report.Table.Column;

/** What failed, by its message. */
final class EvalErrors {
  private EvalErrors() {}

  static Section of(FailedRows failed) {
    return new Section(
        "errors",
        "Errors",
        "",
        List.of(
            failed.messages().isEmpty()
                ? new Note("No call failed, of the model or of the judge.", Tone.GOOD)
                : table(failed)));
  }

  private static Table table(FailedRows failed) {
    List<List<Cell>> rows = new ArrayList<>();
    failed
        .messages()
        .forEach(
            one ->
                rows.add(
                    List.of(
                        Cell.of(one.who()),
                        Cell.of(one.message()),
                        Cell.of(one.count(), Tone.BAD))));
    return new Table(
        "error-table",
        "Messages and how many rows have them",
        List.of(new Column("Call", false), new Column("Message", false), new Column("Rows", true)),
        rows);
  }
}
