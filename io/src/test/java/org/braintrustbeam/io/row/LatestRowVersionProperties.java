package org.braintrustbeam.io.row;

import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LatestRowVersionProperties {
  @Property
  void picksTheSameVersionInAnyOrderWithAnyRepeats(
      @ForAll("versions") List<RowVersion> versions, @ForAll long seed) {
    List<RowVersion> shuffled = new ArrayList<>(versions);
    shuffled.addAll(versions.subList(0, versions.size() / 2));
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(newest(shuffled), equalTo(newest(versions)));
  }

  @Property
  void picksAVersionThatNoOtherExceeds(@ForAll("versions") List<RowVersion> versions) {
    RowVersion newest = newest(versions);

    for (RowVersion version : versions) {
      assertThat(Long.compareUnsigned(newest.xactId(), version.xactId()) >= 0, equalTo(true));
    }
  }

  private static RowVersion newest(List<RowVersion> versions) {
    return versions.stream().reduce(LatestRowVersion::newest).orElseThrow();
  }

  @Provide
  Arbitrary<List<RowVersion>> versions() {
    Arbitrary<Long> xactIds =
        Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.longs().between(-2, 2));
    Arbitrary<RowVersion> version =
        Combinators.combine(xactIds, Arbitraries.of(true, false), Arbitraries.integers())
            .as(
                (xactId, deleted, input) -> {
                  RowBuilder builder = row("r").atXact(xactId).with("input", "" + input);
                  return (deleted ? builder.deleted() : builder).build();
                });
    return version.list().ofMinSize(1).ofMaxSize(8);
  }
}
