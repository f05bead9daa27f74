package org.braintrustbeam.runners.tour;

import static org.braintrustbeam.pipelines.command.ExitCode.DONE;
import static org.braintrustbeam.pipelines.command.ExitCode.INCOMPLETE;

import java.util.List;

/** The stations of the tour, in their order; a later one relies on what the earlier ones did. */
final class Steps {
  static final String INTRODUCTION =
      """
      The support team of an airline tests its assistant. The test cases are in two datasets,
      golden-questions and regression-cases; the latest experiment over them is prompt-v2.
      Somebody reviewed it in Braintrust and corrected some of the expected answers. Those
      corrections are in the experiment and nowhere else: this tour brings them home.
      """;

  static final String END =
      """
      Now with your own data:

        export BRAINTRUST_API_KEY=...        (or a line in .env; never a flag)
        braintrust-beam fetch EXPERIMENT --project PROJECT --edited-only
        braintrust-beam update-dataset EXPERIMENT --project PROJECT --dry-run
        braintrust-beam create-facet-dataset --project PROJECT --dataset NAME --dry-run
        braintrust-beam eval-facets --project PROJECT --dataset NAME --max-rows 25
        braintrust-beam curate --project PROJECT --dataset NAME
        braintrust-beam verify --new EXPERIMENT --project PROJECT

      Or go on with the sample: add --api-url embedded to any command, or keep a server with
      braintrust-beam emulator --seed-demo. Each command explains itself with --help.
      """;

  static final List<Step> ALL =
      List.of(
          Step.of(
                  "What did the reviewers correct?",
                  "fetch prompt-v2 --project airline-support --edited-only")
              .before("One record a test case, only those whose expected answer was edited.")
              .after("Without --edited-only it is the whole experiment; --output FILE keeps it."),
          Step.of(
                  "What would that change in the dataset?",
                  "update-dataset prompt-v2 --project airline-support --dry-run")
              .before("Each correction is traced to the dataset record its test case came from.")
              .after("Nothing has been written yet.")
              .endsWith(DONE, INCOMPLETE),
          Step.of("Do it.", "update-dataset prompt-v2 --project airline-support")
              .before("The same command without --dry-run writes what the preview said.")
              .lines(50)
              .after(
                  "Exit code 3: done, but for some records. Since the experiment ran, somebody has"
                      + " changed a record in the dataset itself that was corrected here as well."
                      + " Such a conflict is shown with all three values and left for a person to"
                      + " decide (--on-conflict overwrite takes the experiment's).")
              .endsWith(INCOMPLETE),
          Step.of(
                  "Do two datasets contradict each other?",
                  "sync-datasets golden-questions regression-cases --project airline-support"
                      + " --newest-by modified")
              .before("Records with the same input, in both datasets, should expect the same.")
              .after(
                  "A preview again: sync-datasets writes with --apply only. The newest is the one"
                      + " written last here, so the corrections from above count; without the flag"
                      + " it is the one created last."),
          Step.of(
                  "Let the newest answer win.",
                  "sync-datasets golden-questions regression-cases --project airline-support"
                      + " --newest-by modified --apply")
              .before("Of the records with one input the newest is right, the others follow it.")
              .lines(7)
              .after("Now they agree."),
          Step.of(
                  "And if one runs a command twice?",
                  "update-dataset prompt-v2 --project airline-support")
              .before("The update once more, as a scheduler might.")
              .prints("\"updated\": 0,")
              .lines(14)
              .after(
                  "Nothing was written the second time: what is there already is left alone, and"
                      + " what is in conflict still waits for a person (so exit code 3 again).")
              .endsWith(INCOMPLETE),
          Step.of(
                  "What did production find in its conversations, and was it right?",
                  "create-facet-dataset --source-project airline-support"
                      + " --target-project airline-support --dataset facet-truth")
              .before(
                  "A small model asks each conversation for its task, issues and sentiment. A better"
                      + " one answers the same for a balanced sample: that is what is expected.")
              .prints("\"failed_rows\": []")
              .lines(30)
              .after(
                  "The dataset facet-truth now has a training and a validation part. (Its labels come"
                      + " from this server's stand-in for a model.) --dry-run tells beforehand what"
                      + " labels would cost; a run that was interrupted goes on with --resume."),
          Step.of("Work on the prompts that were seen.", "bootstrap-facets")
              .before("The prompts of that run become the definitions that can be made better.")
              .prints("\"sentiment\""),
          Step.of(
                  "How good is the small model with them?",
                  "eval-facets --dataset facet-truth --eval-project airline-support"
                      + " --split validation")
              .before(
                  "It answers each row of the validation part, scorers compare that with what is"
                      + " expected, and an experiment keeps all of it, trace by trace.")
              .prints("\"binary_decision_match\"")
              .lines(20)
              .after(
                  "Each mean comes with its confidence interval, and rows that failed are counted"
                      + " beside it, never in it. Edit a prompt in facet_definitions.yaml, try it"
                      + " with --split train, and then here again."),
          Step.of(
                  "Which conversations went wrong, and which went well?",
                  "curate --project airline-support --dataset curated-cases")
              .before(
                  "By their scores production's conversations become test cases: some that failed, some"
                      + " that passed, and none that nearly repeats another.")
              .prints("13 cases")
              .after(
                  "A preview once more, with a file to review. With --system-context FILE a model says"
                      + " what should have come out, or a person fills it in; --execute writes it."),
          Step.of(
                  "Is the new prompt better than the old one?",
                  "verify --new prompt-v2 --baseline baseline-v1 --project airline-support")
              .before(
                  "The cases that both experiments have are compared one by one; a difference counts if"
                      + " chance does not explain it.")
              .prints("improved")
              .lines(30)
              .after(
                  "bt-flywheel-summary.json has the same for programs, bt-flywheel-narrative.md for a"
                      + " pull request. In CI, --exit-code makes the verdict the exit status."));

  private Steps() {}
}
