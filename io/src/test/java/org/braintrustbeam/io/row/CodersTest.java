package org.braintrustbeam.io.row;

import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The layouts are public: saved bytes must stay readable, so the golden bytes must not change. */
class CodersTest {
  private static final RowKey KEY = new RowKey("d", "r1");
  private static final RowVersion ROW = row("r1").in("d").atXact(258).build();
  private static final RowChange CHANGE =
      new RowChange(
          KEY,
          new RowKey("e", "s"),
          RawJson.of("1"),
          List.of(new FieldChange("x", RawJson.NULL, RawJson.of("2"), FieldChange.Mode.MERGE)),
          RowChange.Reason.ADDED,
          -1);
  private static final Reject REJECT =
      new Reject("Step", Reject.Reason.REFUSED, "why", KEY, RawJson.EMPTY_OBJECT);

  private static final Reject REJECTED_CHANGE =
      new Reject(
          "Step",
          Reject.Reason.REFUSED,
          "why",
          KEY,
          RawJson.EMPTY_OBJECT,
          new ChangeBasis(new RowKey("e", "s"), -1));

  private record Case<T>(T value, Class<T> type, String golden) {}

  private static final List<Case<?>> CASES =
      List.of(
          new Case<>(KEY, RowKey.class, "0164" + "027231"),
          new Case<>(RawJson.of("12"), RawJson.class, "023132"),
          new Case<>(
              ROW,
              RowVersion.class,
              "01" + "0164027231" + "0000000000000102" + "00" + "1c" + hex(ROW.json())),
          new Case<>(
              CHANGE,
              RowChange.class,
              "01"
                  + "0164027231"
                  + "01650173"
                  + "0131"
                  + "01"
                  + "0178"
                  + "046e756c6c"
                  + "0132"
                  + "054d45524745"
                  + "054144444544"
                  + "ffffffffffffffff"),
          new Case<>(
              REJECT,
              Reject.class,
              "02"
                  + "0453746570"
                  + "0752454655534544"
                  + "03776879"
                  + "0164027231"
                  + "027b7d"
                  + "00"),
          new Case<>(
              REJECTED_CHANGE,
              Reject.class,
              "02"
                  + "0453746570"
                  + "0752454655534544"
                  + "03776879"
                  + "0164027231"
                  + "027b7d"
                  + "01"
                  + "01650173"
                  + "ffffffffffffffff"),
          new Case<>(new RowAt(KEY, null), RowAt.class, "0164027231" + "00"),
          new Case<>(new RowAt(KEY, "7"), RowAt.class, "0164027231" + "0137"),
          new Case<>(new OrderedRow("a", RawJson.of("3")), OrderedRow.class, "0161" + "0133"));

  private static String hex(RawJson json) {
    return HexFormat.of().formatHex(json.bytes());
  }

  @TestFactory
  Stream<DynamicTest> encodesInTheLayoutThatIsWrittenDown() {
    return CASES.stream()
        .map(example -> dynamicTest(example.type().getSimpleName(), () -> check(example)));
  }

  private static <T> void check(Case<T> example) throws Exception {
    Coder<T> coder = CoderRegistry.createDefault().getCoder(example.type());

    byte[] bytes = CoderUtils.encodeToByteArray(coder, example.value());

    assertThat(HexFormat.of().formatHex(bytes), is(example.golden()));
    CoderProperties.coderDecodeEncodeEqual(coder, example.value());
    CoderProperties.coderSerializable(coder);
    CoderProperties.coderDeterministic(coder, example.value(), example.value());
    CoderProperties.coderConsistentWithEquals(coder, example.value(), example.value());
  }

  @Test
  void refusesALayoutItDoesNotKnow() throws Exception {
    byte[] bytes = CoderUtils.encodeToByteArray(RowVersionCoder.of(), ROW);
    bytes[0] = 9;

    var error =
        assertThrows(
            CoderException.class,
            () -> CoderUtils.decodeFromByteArray(RowVersionCoder.of(), bytes));
    assertThat(error.getMessage(), containsString("layout 9"));
  }
}
