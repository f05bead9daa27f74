package org.braintrustbeam.transforms.json;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;

/** All spellings of a value have one canonical form: reordered, and printed by another hand. */
class CanonicalJsonFuzzTest {

  @FuzzTest(maxDuration = "5m")
  void everySpellingHasTheSameForm(byte[] bytes) {
    RawJson value = RawJson.wrap(bytes);
    byte[] form;
    try {
      form = CanonicalJson.of(value);
    } catch (MalformedJsonException e) {
      return;
    }
    RawJson reversed = reversed(value);
    assertThat(CanonicalJson.of(reversed), equalTo(form));
    assertThat(CanonicalJson.of(reversed(reversed)), equalTo(form));
    assertThat(CanonicalJson.same(value, reversed), equalTo(true));
    assertThat(CanonicalJson.same(value, RawJson.of("[" + value + "]")), equalTo(false));
  }

  /** The members of all objects in the other direction, with blanks and other spellings. */
  private static RawJson reversed(RawJson value) {
    if (value.isObject()) {
      List<Map.Entry<String, RawJson>> members = new ArrayList<>(value.fields().entrySet());
      Collections.reverse(members);
      Map<String, RawJson> reversed = new LinkedHashMap<>();
      members.forEach(member -> reversed.put(member.getKey(), reversed(member.getValue())));
      return JsonMerge.object(reversed);
    }
    if (value.isArray()) {
      return RawJson.of(
          value.elements().stream()
              .map(item -> reversed(item).toString())
              .collect(Collectors.joining(" ,\n", "[ ", " ]")));
    }
    String text = value.text();
    return text == null ? value : JsonMerge.string(text);
  }
}
