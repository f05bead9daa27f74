package org.braintrustbeam.transforms.facet.sample;

import static org.braintrustbeam.transforms.facet.call.Calls.call;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.util.CoderUtils;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.facet.call.FacetCallCoder;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.braintrustbeam.transforms.facet.text.Sha256;

class ChooseCallsProperties {
  private static final Comparator<FacetCall> NEWEST =
      Comparator.comparing((FacetCall call) -> call.source().created())
          .reversed()
          .thenComparing(call -> call.source().id());

  @Property
  void choosesTheNewestInAnyOrderAndAnyGrouping(
      @ForAll("calls") List<FacetCall> calls,
      @ForAll @IntRange(max = 4) int limit,
      @ForAll Random random)
      throws Exception {
    SamplePlan plan = SamplePlan.newest(limit, 0);

    assertThat(combined(plan, calls, random), equalTo(naive(calls, NEWEST, limit)));
  }

  @Property
  void drawsByDigestInAnyOrderAndAnyGrouping(
      @ForAll("calls") List<FacetCall> calls,
      @ForAll @IntRange(max = 4) int limit,
      @ForAll Random random)
      throws Exception {
    SamplePlan plan = SamplePlan.hash(limit, 0, "seed");
    Comparator<FacetCall> byDigest =
        Comparator.<FacetCall, String>comparing(
                call -> Sha256.hex("seed:" + call.source().rootSpanId()))
            .thenComparing(NEWEST);

    List<FacetCall> chosen = combined(plan, calls, random);

    assertThat(chosen, equalTo(naive(calls, byDigest, limit)));
    assertThat(chosen.size(), lessThanOrEqualTo(limit));
  }

  /** As the scripts do it: from the first to the last, each trace once. */
  private static List<FacetCall> naive(
      List<FacetCall> calls, Comparator<FacetCall> order, int limit) {
    List<FacetCall> chosen = new ArrayList<>();
    Set<String> traces = new HashSet<>();
    for (FacetCall call : calls.stream().sorted(order).toList()) {
      if (chosen.size() < limit && traces.add(call.source().rootSpanId())) {
        chosen.add(call);
      }
    }
    return chosen;
  }

  private static List<FacetCall> combined(SamplePlan plan, List<FacetCall> calls, Random random)
      throws Exception {
    ChooseBest<FacetCall> choose = new ChooseBest<>(plan, new SampleCalls.OfCalls());
    Coder<Chosen<FacetCall>> coder =
        choose.getAccumulatorCoder(CoderRegistry.createDefault(), FacetCallCoder.of());
    List<FacetCall> shuffled = new ArrayList<>(calls);
    Collections.shuffle(shuffled, random);
    List<Chosen<FacetCall>> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      parts.add(choose.createAccumulator());
    }
    for (FacetCall call : shuffled) {
      int part = random.nextInt(3);
      parts.set(part, choose.addInput(parts.get(part), call));
    }
    List<Chosen<FacetCall>> travelled = new ArrayList<>();
    for (Chosen<FacetCall> part : parts) {
      travelled.add(CoderUtils.clone(coder, part));
    }
    Chosen<FacetCall> firstTwo = choose.mergeAccumulators(travelled.subList(0, 2));
    return choose.extractOutput(choose.mergeAccumulators(List.of(firstTwo, travelled.get(2))));
  }

  @Provide
  Arbitrary<List<FacetCall>> calls() {
    Arbitrary<FacetCall> call =
        Combinators.combine(
                Arbitraries.of("r1", "r2", "r3", "r4", "r5"),
                Arbitraries.integers().between(0, 40),
                Arbitraries.integers().between(1, 4))
            .as(
                (root, id, day) ->
                    call(
                        root,
                        "id-" + id,
                        "2026-06-0" + day + "T00:00:00.000Z",
                        "task",
                        Bucket.POSITIVE));
    return call.list().ofMaxSize(20).uniqueElements(made -> made.source().id());
  }
}
