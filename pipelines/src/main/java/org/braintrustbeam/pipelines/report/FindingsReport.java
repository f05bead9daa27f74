package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.braintrustbeam.io.row.RawJson;

/**
 * The report of what was found in a project's logs.
 *
 * <p>Takes {@code discover.json} as the command prints it, and shows nothing that is not in it, so
 * that both say the same.
 */
public final class FindingsReport {
  private FindingsReport() {}

  /**
   * Writes the page and leaves {@code out} open.
   *
   * @throws IOException if it cannot be written, or the findings are no JSON
   */
  public static void write(RawJson findings, OutputStream out) throws IOException {
    PageWriter.write(page(EvalReport.tree(findings)), out);
  }

  static Page page(JsonNode findings) {
    return new Page(
        "Findings in production",
        findings.at("/project/name").asText(),
        FindingsOverview.facts(findings),
        List.of(
            FindingsOverview.of(findings),
            FindingsTraffic.of(findings),
            FindingsChanges.of(findings),
            FindingsCohorts.failing(findings),
            FindingsCohorts.healthy(findings),
            FindingsScores.of(findings),
            FindingsCalls.of(findings),
            FindingsGaps.coverage(findings),
            FindingsGaps.measurement(findings),
            FindingsExamples.of(findings),
            FindingsUnknowns.of(findings)));
  }
}
