package org.braintrustbeam.transforms.json;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.braintrustbeam.io.row.RawJson;

class CanonicalJsonProperties {
  @Property
  void doesNotDependOnTheSpelling(@ForAll("values") Object value, @ForAll long seed) {
    Random random = new Random(seed);
    RawJson one = RawJson.of(JsonValues.spell(value, random));
    RawJson other = RawJson.of(JsonValues.spell(value, random));

    assertThat(CanonicalJson.of(one), equalTo(CanonicalJson.of(other)));
  }

  @Property
  void isTheSameForEqualValuesOnly(
      @ForAll("values") Object left, @ForAll("values") Object right, @ForAll long seed) {
    Random random = new Random(seed);

    boolean same =
        CanonicalJson.same(
            RawJson.of(JsonValues.spell(left, random)),
            RawJson.of(JsonValues.spell(right, random)));

    assertThat(same, is(Objects.equals(JsonValues.normal(left), JsonValues.normal(right))));
  }

  @Property
  void cutsMembersOutWithoutChangingThem(@ForAll("values") Object value, @ForAll long seed) {
    String spelling = JsonValues.spell(value, new Random(seed));
    RawJson object = RawJson.of("{\"a\":" + spelling + ",\"b\":" + spelling + "}");

    assertThat(object.field("a").toString(), is(spelling.strip()));
    assertThat(object.field("b").toString(), is(spelling.strip()));
  }

  @Provide
  Arbitrary<Object> values() {
    return JsonValues.values();
  }
}
