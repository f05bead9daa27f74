package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.braintrustbeam.emulator.faults.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults as they are typed. */
class FaultSpecTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "fire; fault 'fire': there is no 'fire'; there are 429, budget, 401",
        "429:share; fault '429:share': 'share' must be name=value",
        "429:share=1.1; fault '429:share=1.1': 'share' must be 0 to 1, got 1.1",
        "429:share=few; fault '429:share=few': 'share' must be a number, got few",
        "429:every=0; 'every' must be a whole number from 1 on, got 0",
        "429:first=x; 'first' must be a whole number from 1 on, got x",
        "429:rows=5; no setting 'rows'; there are every, first, from, retry-after, route, share",
        "429:share=0.1,share=0.2; 'share' is set twice",
        "429:retry-after=; 'retry-after' is empty",
        "refused-row; 'id' is missing",
        "refused-row:id=(; 'id' is no regular expression",
        "5xx:status=404; 'status' must be 500 to 599, got 404",
        "drip:seconds=0; 'seconds' must be above 0, got 0",
      })
  void saysWhatIsWrongWithASpec(String line) {
    String[] specAndMessage = line.split("; ", 2);

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Faults.check(List.of(specAndMessage[0])));

    assertThat(e.getMessage(), containsString(specAndMessage[1]));
  }

  @Test
  void refusesAWrongSpecAtTheControlRouteAndLeavesTheOthersOn() {
    try (Emulator emulator = Emulator.builder().faults(1, List.of("401:route=/v1/*")).start()) {
      TestClient client = new TestClient(emulator.url(), "k");

      TestClient.Answer refused = client.put("/emulator/faults", "{\"faults\":[\"fire\"]}");

      assertThat(refused.status(), is(400));
      assertThat(refused.body(), containsString("there is no 'fire'"));
      assertThat(client.put("/emulator/faults", "{\"faults\":\"429\"}").status(), is(400));
      assertThat(
          client.put("/emulator/faults", "{\"faults\":[],\"seed\":\"x\"}").status(), is(400));
      assertThat(client.get("/v1/project").status(), is(401));
    }
  }
}
