package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.braintrustbeam.io.row.ChangeBasis;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.FieldChange.Mode;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RejectedChangeTest {
  private static final RowKey KEY = new RowKey("d", "r'1\"\\\n");
  private static final ChangeBasis BASIS = new ChangeBasis(new RowKey("e", "s"), -1);

  private static Reject reject(RawJson row, @Nullable ChangeBasis basis) {
    return new Reject("UpsertRows", Reject.Reason.REFUSED, "no", KEY, row, basis);
  }

  @Test
  void isTheChangeThatWasToBeMade() {
    RowChange change =
        new RowChange(
            KEY,
            BASIS.source(),
            RawJson.of("{\"q\":1.10}"),
            List.of(
                new FieldChange("expected", RawJson.NULL, RawJson.NULL, Mode.REPLACE),
                new FieldChange("input", RawJson.NULL, RawJson.of("{\"q\":1.10}"), Mode.REPLACE),
                new FieldChange("metadata", RawJson.NULL, RawJson.of("{\"m\":[]}"), Mode.MERGE)),
            RowChange.Reason.REPLAYED,
            BASIS.xactId());
    Event event = Event.of(change);

    RowChange again = RejectedChange.of(reject(event.json(), event.basis()));

    assertThat(again, equalTo(change));
    assertThat(Event.of(again), equalTo(event));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':'other','_is_merge':true,'expected':1} | another id",
        "{'id':'r','expected':1} | would replace the whole row",
        "{'id':'r','_is_merge':false,'expected':1} | would replace the whole row",
        "{'id':'r','_is_merge':true} | sets no field",
        "{'id':'r','_is_merge':true,'_object_delete':true} | '_object_delete'",
        "{'id':'r','_is_merge':true,'x':1,'_merge_paths':[['y']]} | does not set: [y]",
        "{'id':'r','_is_merge':true,'x':1,'_merge_paths':[['x','y']]} | not the name of one field",
        "{'id':'r','_is_merge':true,'x':1,'_merge_paths':{}} | no array",
        "{'id':'r', | no JSON",
        "[] | another id"
      })
  void refusesWhatWeWouldNotWrite(String row, String why) {
    Reject reject =
        new Reject(
            "UpsertRows",
            Reject.Reason.REFUSED,
            "no",
            new RowKey("d", "r"),
            RawJson.of(row.replace('\'', '"')),
            BASIS);

    var error = assertThrows(IllegalArgumentException.class, () -> RejectedChange.of(reject));

    assertThat(error.getMessage(), containsString(why));
  }

  @Test
  void aRowThatWasReadIsNoChange() {
    Reject read = reject(RawJson.of("{\"id\":\"x\"}"), null);

    var error = assertThrows(IllegalArgumentException.class, () -> RejectedChange.of(read));

    assertThat(error.getMessage(), containsString("was read"));
  }
}
