package org.braintrustbeam.emulator.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;

/** The scan finds what a parser finds. */
class HeaderScanProperties {
  private static final Set<String> FIELDS = Set.of("is_root", "span_attributes");

  @Property(tries = 500)
  void findsWhatAParserFinds(@ForAll("rows") String row) {
    byte[] json = Json.utf8(row);
    Map<String, byte[]> parsed = JsonSlices.pick(json, FIELDS);

    HeaderScan scan = HeaderScan.of(json);

    assertThat(row, scan.isRoot(), equalTo(parsed.getOrDefault("is_root", Json.NULL)));
    assertThat(row, scan.attributes(), equalTo(parsed.getOrDefault("span_attributes", Json.NULL)));
  }

  @Provide
  Arbitrary<String> rows() {
    Arbitrary<List<String>> values = values().list().ofSize(5);
    Arbitrary<List<String>> names =
        Arbitraries.shuffle("is_root", "span_attributes", "input", "is_root ", "é\\\"}");
    return names.flatMap(
        inOrder ->
            values.flatMap(
                all ->
                    Arbitraries.integers().between(0, 5).map(count -> row(inOrder, all, count))));
  }

  private static String row(List<String> names, List<String> values, int count) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add('"' + names.get(i) + "\":" + values.get(i));
    }
    return '{' + String.join(",", fields) + '}';
  }

  private static Arbitrary<String> values() {
    return Arbitraries.of(
        "true",
        "null",
        "-1.5e3",
        "\"\"",
        "\"a\\\\\"",
        "\"\\\"is_root\\\":1,é\"",
        "{}",
        "[]",
        "[ {\"is_root\" : \"]}\"} ,\n[1, 2] ]",
        "{ \"type\" : \"sc\\u006fre\",\t\"is_root\":{\"a\":[\"\\\\\"]} }",
        "{\"type\":\"llm\"}");
  }
}
