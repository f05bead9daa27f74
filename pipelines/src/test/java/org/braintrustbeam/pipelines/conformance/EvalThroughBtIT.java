package org.braintrustbeam.pipelines.conformance;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.braintrustbeam.emulator.conformance.OfficialClients;
import org.braintrustbeam.emulator.conformance.WithOfficialClients;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.command.ExitCode;
import org.braintrustbeam.pipelines.command.LocalBraintrust;
import org.braintrustbeam.pipelines.command.TestSession;
import org.braintrustbeam.pipelines.evalfacets.EvalFacets;
import org.braintrustbeam.pipelines.evalfacets.SmallTruth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The three queries that users look at an eval with, through {@code bt sql}. */
@ExtendWith(WithOfficialClients.class)
class EvalThroughBtIT {
  @TempDir private Path folder;

  @Test
  void agreesWithTheSummary() throws IOException {
    try (LocalBraintrust server = new LocalBraintrust()) {
      SmallTruth truth = new SmallTruth(server, folder);
      TestSession session = TestSession.in(folder);
      assertThat(new EvalFacets().run(truth.options(), session), is(ExitCode.INCOMPLETE));
      String from = "FROM experiment('" + session.json().field("experiment_id").text() + "')";

      List<RawJson> binary =
          sql(
              server,
              "SELECT input.metadata.facet_name as facet,"
                  + " avg(scores.binary_decision_match) as binary_match,"
                  + " avg(scores.positive_recall) as positive_recall,"
                  + " avg(scores.negative_specificity) as negative_specificity, count(*) as n "
                  + from
                  + " WHERE span_attributes.name = 'binary_classification_scores'"
                  + " GROUP BY input.metadata.facet_name ORDER BY input.metadata.facet_name");
      List<RawJson> facts =
          sql(
              server,
              "SELECT input.metadata.facet_name as facet, avg(output.score) as factuality,"
                  + " count(*) as n "
                  + from
                  + " WHERE span_attributes.name = 'Factuality'"
                  + " GROUP BY input.metadata.facet_name ORDER BY input.metadata.facet_name");
      List<RawJson> failed =
          sql(
              server,
              "SELECT input.metadata.dataset_row_id as row_id, input.metadata.split as split,"
                  + " input.expected as expected, input.output as output "
                  + from
                  + " WHERE span_attributes.name = 'binary_classification_scores'"
                  + " AND input.metadata.facet_name = 'issues'"
                  + " AND scores.binary_decision_match = 0 LIMIT 20");

      for (int i = 0; i < 2; i++) {
        RawJson facet = session.json().field("facets").elements().get(i);
        same(binary.get(i).field("n"), facet.field("completed"));
        same(binary.get(i).field("binary_match"), mean(facet, 0));
        same(binary.get(i).field("positive_recall"), mean(facet, 1));
        same(binary.get(i).field("negative_specificity"), mean(facet, 2));
        same(facts.get(i).field("factuality"), mean(facet, 4));
      }
      assertThat(
          failed.stream().map(row -> row.field("row_id").text()).sorted().toList(),
          contains("i2", "i4"));
    }
  }

  private static List<RawJson> sql(LocalBraintrust server, String query) {
    String answer =
        OfficialClients.installed()
            .run(
                server.url(),
                LocalBraintrust.KEY,
                "journeys/bt.mjs",
                "sql",
                "--non-interactive",
                "--json",
                query);
    return RawJson.of(answer.strip()).field("data").elements();
  }

  private static RawJson mean(RawJson facet, int score) {
    return facet.field("scores").elements().get(score).field("mean");
  }

  private static void same(RawJson queried, RawJson ours) {
    if (ours.isNull()) {
      assertThat(queried.isNull(), is(true));
    } else {
      assertThat(
          Double.parseDouble(queried.toString()),
          is(closeTo(Double.parseDouble(ours.toString()), 1e-9)));
    }
  }
}
