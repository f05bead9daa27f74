package org.braintrustbeam.runners.options;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {
  private static final List<String> NAMES =
      List.of("quickstart", "emulator", "fetch", "update-dataset", "sync-datasets");

  @ParameterizedTest
  @CsvSource({
    "fecth, fetch",
    "fetsh, fetch",
    "update, update-dataset",
    "sync-dataset, sync-datasets",
    "emulater, emulator",
    "quick, quickstart",
    "sync, sync-datasets",
  })
  void findsTheNameThatWasMeant(String typed, String meant) {
    assertThat(Nearest.to(typed, NAMES), is(Optional.of(meant)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nope", "help-me", "x"})
  void doesNotGuessWhereNothingIsNear(String typed) {
    assertThat(Nearest.to(typed, NAMES), is(Optional.empty()));
  }
}
