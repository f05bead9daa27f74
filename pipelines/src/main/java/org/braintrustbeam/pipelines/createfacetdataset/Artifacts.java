package org.braintrustbeam.pipelines.createfacetdataset;

import java.io.IOException;
import org.braintrustbeam.pipelines.command.Folders;
import org.braintrustbeam.pipelines.command.RunFolder;
import org.braintrustbeam.transforms.facet.definition.PromptFile;

/** Copies what the pipeline has left into the files of the run. */
final class Artifacts {
  /** The file that holds the prompts, for the next command. */
  static final String PROMPT_FILE = "facet_prompt.yaml";

  private static final String LINES = ".jsonl";

  private final RunFolder run;
  private final Folders folders;

  Artifacts(RunFolder run, Folders folders) {
    this.run = run;
    this.folders = folders;
  }

  /** Writes all that the run has; of a dry run what needs no label. */
  void write(FacetPlan plan, FacetPipeline.Source source, RunTotals totals, boolean dryRun)
      throws IOException {
    run.writeText("query.sql", query(plan, source));
    run.writeText("facets_query.sql", SourceQuery.facetsText(source.logs().id()));
    lines(FacetPipeline.CANDIDATES);
    lines(FacetPipeline.FINAL_FACETS);
    lines(FacetPipeline.PARSED_CALLS);
    run.writeText(PROMPT_FILE, PromptFile.yaml(totals.prompts()));
    if (!dryRun) {
      lines(FacetPipeline.ROWS);
    }
  }

  private static String query(FacetPlan plan, FacetPipeline.Source source) {
    String condition =
        plan.roots().isEmpty()
            ? plan.query().spansInWindow()
            : plan.query().spans() + " AND " + SourceQuery.inTraces(plan.roots());
    return SourceQuery.spansText(source.logs().id(), condition, plan.limit());
  }

  private void lines(String output) throws IOException {
    run.write(
        output + LINES,
        out ->
            folders.forEach(
                output,
                line -> {
                  line.writeTo(out);
                  out.write('\n');
                }));
  }
}
