package org.braintrustbeam.runners.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.braintrustbeam.pipelines.command.UsageException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlinkMasterTest {
  @ParameterizedTest
  @CsvSource({
    "localhost:8081, localhost, 8081, true",
    "127.0.0.1:1, 127.0.0.1, 1, true",
    "127.8.0.1:65535, 127.8.0.1, 65535, true",
    "[::1]:8081, [::1], 8081, true",
    "flink.example:8081, flink.example, 8081, false",
    "10.0.0.7:8081, 10.0.0.7, 8081, false",
    "[fe80::1]:8081, [fe80::1], 8081, false",
    "127.example:8081, 127.example, 8081, false",
    "localhost.example:8081, localhost.example, 8081, false"
  })
  void readsAnAddressAndKnowsThisMachine(String text, String host, int port, boolean loopback) {
    FlinkMaster master = FlinkMaster.parse(text);

    assertThat(master, is(new FlinkMaster(host, port)));
    assertThat(master.isLoopback(), is(loopback));
    assertThat(master.toString(), is(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        "host:",
        ":8081",
        "host:0",
        "host:65536",
        "host:x",
        "::1:8081",
        "[auto]",
        "http://host:8081",
        "host:8081/",
        "host:8081 ",
        "a@b:8081",
        "[local]:1"
      })
  void refusesAnythingElse(String text) {
    assertThrows(UsageException.class, () -> FlinkMaster.parse(text));
  }
}
