package org.braintrustbeam.pipelines.evalfacets;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.http.Workers;
import org.braintrustbeam.io.model.KeyPlaces;
import org.braintrustbeam.io.model.ModelConnection;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * The ways to reach the two models; the judge is asked when the other one has answered, so the
 * limit holds for both.
 *
 * @param task the model under test
 * @param judge the judge of facts
 */
record EvalModels(ModelConnection task, ModelConnection judge) {
  private static final String DEFAULT_PLANE = "https://api.braintrust.dev";
  private static final String PROXY = "/v1/proxy";

  /**
   * By the flags.
   *
   * @throws UsageException for an address that cannot be used, or without a key
   */
  static EvalModels of(EvalModelOptions options, ConnectionSettings braintrust) {
    EvalModels models =
        new EvalModels(
            connection(
                options,
                braintrust,
                options.getApiBase(),
                "--api-base",
                places(
                    KeyPlaces.evals(),
                    options.getModelApiKeyFile(),
                    "--model-api-key-file",
                    braintrust)),
            connection(
                options,
                braintrust,
                options.getFactualityApiBase(),
                "--factuality-api-base",
                places(
                    KeyPlaces.judging(),
                    options.getFactualityApiKeyFile(),
                    "--factuality-api-key-file",
                    braintrust)));
    requireKey(models.task);
    requireKey(models.judge);
    return models;
  }

  private static KeyPlaces places(
      List<String> variables, @Nullable String file, String flag, ConnectionSettings braintrust) {
    URI plane = braintrust.apiUrl();
    return new KeyPlaces(variables, file, flag, plane == null ? null : plane.getHost());
  }

  private static ModelConnection connection(
      EvalModelOptions options,
      ConnectionSettings braintrust,
      @Nullable String given,
      String flag,
      KeyPlaces key) {
    Integer timeout = options.getModelRequestTimeout();
    String base = given == null ? proxy(braintrust.apiUrl()) : given;
    try {
      return ModelConnection.to(new URI(base), flag, key)
          .withLimits(options.getMaxConcurrency(), 0)
          .withPatience(
              options.getMaxRetries(),
              Duration.ofSeconds(timeout == null ? options.getRequestTimeout() : timeout))
          .withOrgName(given == null ? braintrust.orgName() : null);
    } catch (URISyntaxException e) {
      throw new UsageException(flag + " must be an http or https address");
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String proxy(@Nullable URI plane) {
    String text = plane == null ? DEFAULT_PLANE : plane.toString();
    return text.replaceFirst("/+$", "") + PROXY;
  }

  private static void requireKey(ModelConnection model) {
    try {
      model.requireKey();
    } catch (BraintrustException e) {
      throw new UsageException(String.valueOf(e.getMessage())); // found before any request
    }
  }

  /** How many processes at most can share the limits. */
  int mostWorkers() {
    return Math.min(task.mostWorkers(), judge.mostWorkers());
  }

  /** As these processes use them. */
  EvalModels sharedBy(Workers workers) {
    return new EvalModels(task.sharedBy(workers), judge.sharedBy(workers));
  }
}
