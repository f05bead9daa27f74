package org.braintrustbeam.io.braintrust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.braintrustbeam.io.http.ServerMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerMessageTest {
  @Test
  void whatItRepeatsOfTheQueryGoes() {
    String query = "SELECT * FROM dataset('d-1') ORDER BY _pagination_key ASC LIMIT 1000";

    assertThat(
        ServerMessage.without(query, "bad: " + query + " (" + query.substring(20) + ")"),
        equalTo("bad:   ( )"));
    assertThat(
        ServerMessage.without(query, "unknown field _pagination_key"),
        equalTo("unknown field _pagination_key"));
    assertThat(ServerMessage.without("", "said"), equalTo("said"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Code\":\"X\",\"Message\":\"bad [user_email=a.b@c.example] [user_org=acme] at 3\"}|bad at 3",
        "{\"error\":{\"message\":\"no\"}}|no",
        "{\"error\":\"no\"}|no",
        "{\"message\":\"ask me@example.co.uk, please\"}|ask [e-mail], please",
        "see https://s3.example/a/b.gz?X-Amz-Signature=abc&x=1 now|see https://s3.example/a/b.gz now",
        "key sk-abcdef123 or bt-st-abcdef-123 is wrong|key [key] or [key] is wrong",
        "<html><body>Bad gateway</body></html>|''",
        "plain|plain",
        "{broken|{broken"
      })
  void showsNothingPrivate(String body, String shown) {
    assertThat(ServerMessage.of(body.getBytes(UTF_8)), equalTo(shown));
  }

  @Example
  void isOneLineOfBoundedLength() {
    String message = ServerMessage.of(("a\r\nb\tc\n" + "x".repeat(9_999)).getBytes(UTF_8));

    assertThat(message.startsWith("a b c x"), equalTo(true));
    assertThat(message.length(), equalTo(301));
  }

  @Property
  void isNeverTroubledByWhatItReads(@ForAll String text) {
    String shown = ServerMessage.of(text.getBytes(UTF_8));

    assertThat(shown.lines().count() <= 1, equalTo(true));
  }
}
