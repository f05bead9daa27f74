package org.braintrustbeam.pipelines.createfacetdataset;

import org.braintrustbeam.pipelines.command.RunFolder;
import org.braintrustbeam.pipelines.command.Session;
import org.braintrustbeam.transforms.facet.definition.FacetPrompt;

/** What a person should know at the end of a run, beside its result. */
final class Farewell {
  private final RunFolder run;
  private final RunTotals totals;

  Farewell(RunFolder run, RunTotals totals) {
    this.run = run;
    this.totals = totals;
  }

  void say(Session session) {
    if (totals.noSpans()) {
      session.warn("no span in the window has been asked for facets by --source-model");
    }
    totals.prompts().stream()
        .filter(FacetPrompt::isAmbiguous)
        .forEach(prompt -> session.warn(ambiguous(prompt)));
    if (totals.failed() > 0) {
      session.warn(
          count(totals.failed(), "call has", "calls have")
              + " no label (failed_rows); the same command with --resume "
              + run.id()
              + " asks for them again");
    }
    if (!totals.kept().isEmpty()) {
      session.inform(
          count(totals.kept().size(), "row was", "rows were")
              + " left alone, as a person has corrected the label (--overwrite-edited)");
    }
    FacetTable.lines(totals.facets()).forEach(session::inform);
  }

  private String ambiguous(FacetPrompt prompt) {
    return "facet '%s' was asked for by %d prompts; the newest is used, all are in %s"
        .formatted(prompt.facetName(), prompt.versions().size(), run.file(Artifacts.PROMPT_FILE));
  }

  private static String count(long number, String one, String several) {
    return number + " " + (number == 1 ? one : several);
  }
}
