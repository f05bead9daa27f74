package org.braintrustbeam.transforms.curate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TwinsProperties {
  private static final double THRESHOLD = 0.9;
  private static final List<String> BEGINNINGS = Cases.differentTexts(4);

  @Property(tries = 200)
  void whatGoesDoesNotDependOnWhoComesFirst(
      @ForAll("sketches") List<Sketch> sketches, @ForAll Random random) {
    List<Sketch> shuffled = new ArrayList<>(sketches);
    Collections.shuffle(shuffled, random);

    assertThat(
        new HashSet<>(Twins.among(shuffled, THRESHOLD)),
        equalTo(new HashSet<>(Twins.among(sketches, THRESHOLD))));
  }

  @Property(tries = 200)
  void whatGoesIsLikeABetterOneThatStaysAndWhatStaysIsLikeNoOther(
      @ForAll("sketches") List<Sketch> sketches) {
    List<Twins> twins = Twins.among(sketches, THRESHOLD);

    Set<Sketch> stays = new HashSet<>(sketches);
    twins.forEach(twin -> stays.remove(twin.of()));
    for (Twins twin : twins) {
      assertThat(stays.contains(twin.better()), is(true));
      assertThat(twin.better().order(), is(lessThan(twin.of().order())));
      assertThat(twin.better().similarity(twin.of()), is(greaterThanOrEqualTo(THRESHOLD)));
    }
    for (Sketch one : stays) {
      for (Sketch other : stays) {
        assertThat(one.equals(other) || one.similarity(other) < THRESHOLD, is(true));
      }
    }
  }

  @Provide
  Arbitrary<List<Sketch>> sketches() {
    Arbitrary<String> text =
        Combinators.combine(
                Arbitraries.of(BEGINNINGS),
                Arbitraries.of("", ".", "?", "!!", " or so", " abc def"))
            .as((beginning, end) -> beginning + end);
    return Combinators.combine(Arbitraries.integers().between(0, 9_999), text)
        .as((number, said) -> Sketch.of(Cases.of(number, said)).sketch())
        .list()
        .ofMaxSize(15)
        .uniqueElements(Sketch::id);
  }
}
