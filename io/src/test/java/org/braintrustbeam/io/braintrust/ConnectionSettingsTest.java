package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;
import java.time.Duration;
import org.braintrustbeam.io.http.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionSettingsTest {
  private static ConnectionSettings settings(int requestsPerMinute) {
    return new ConnectionSettings(
        URI.create("https://api.example.com"),
        URI.create("https://www.example.com"),
        false,
        null,
        null,
        ReadMode.QUERY,
        16,
        8,
        requestsPerMinute,
        6,
        Duration.ofMinutes(2));
  }

  /**
   * A batch is eleven requests: what it saw of the records is written half a minute later at most.
   */
  @ParameterizedTest
  @CsvSource({"0, 1, 8", "0, 2, 4", "15, 1, 1", "60, 1, 2", "60, 2, 1", "120, 1, 5", "1000, 1, 8"})
  void aBudgetIsSharedByNoMoreBatchesThanItSoonCarriesThrough(
      int requestsPerMinute, int workers, int batches) {
    ConnectionSettings shared =
        settings(requestsPerMinute).sharedBy(new Workers(workers, "folder"));

    assertThat(shared.batchesAtOnce(), equalTo(batches));
  }

  @ParameterizedTest
  @CsvSource({"1, 24", "4, 6"})
  void pagesAreParsedWhileAllRequestsAreInFlight(int workers, int pages) {
    assertThat(settings(0).sharedBy(new Workers(workers, "folder")).pagesAtOnce(), equalTo(pages));
  }
}
