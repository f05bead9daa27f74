package org.braintrustbeam.pipelines.evalfacets;

import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.pipelines.command.ExperimentRead;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The earlier experiment that a run is compared with.
 *
 * @param experiment which
 * @param url its page; null if it is not known
 * @param read its rows as of now
 */
record Baseline(NamedObject experiment, @Nullable String url, ExperimentRead read) {

  /**
   * Looks it up.
   *
   * @param own the experiment of a run that goes on; null if it has none yet
   * @return null if the flag is not given
   * @throws UsageException if it is the run's own experiment
   */
  static @Nullable Baseline of(
      EvalFacetsOptions options, EvalPlan plan, BraintrustClient client, @Nullable String own) {
    String named = options.getBaseline();
    if (named == null) {
      return null;
    }
    NamedObject found = client.find(ObjectType.EXPERIMENT, named, plan.evalProject());
    if (found.id().equals(own)) {
      throw new UsageException(
          "--baseline %s: is the experiment of the run that --resume names".formatted(named));
    }
    return new Baseline(found, client.experimentUrl(found), ExperimentRead.of(client, found.id()));
  }
}
