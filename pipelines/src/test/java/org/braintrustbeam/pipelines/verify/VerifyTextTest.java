package org.braintrustbeam.pipelines.verify;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import java.util.List;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.compare.ComparisonTally;
import org.braintrustbeam.transforms.verdict.Aim;
import org.braintrustbeam.transforms.verdict.Judge;
import org.junit.jupiter.api.Test;

class VerifyTextTest {
  @Test
  void noNameSpeaksToTheTerminal() {
    NamedObject odd = new NamedObject(ObjectType.EXPERIMENT, "e", "a\u001b[2Jb\nc", "p");
    Aim aim = new Aim("goal", null, null, 3);
    Comparison none = Comparison.of(ComparisonTally.NONE);
    Finished run =
        new Finished(
            new Arms(odd, null, null, null, "shop"),
            aim,
            false,
            "2026-06-01T00:00:00Z",
            none,
            Judge.judge(none, aim, 0, 1),
            0,
            1,
            new Handoff("", "state.json"));

    List<String> lines = VerifyText.of(run).lines().toList();

    assertThat(lines, hasItem(startsWith("new       a [2Jb c: 0 cases")));
  }
}
