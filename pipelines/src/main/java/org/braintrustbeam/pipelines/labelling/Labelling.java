package org.braintrustbeam.pipelines.labelling;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.model.KeyPlaces;
import org.braintrustbeam.io.model.ModelConnection;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/** Turns the flags about the labelling model into the way to reach it. */
public final class Labelling {
  private static final String BASE_FLAG = "--ground-truth-api-base";
  private static final String KEY_FILE_FLAG = "--ground-truth-api-key-file";
  private static final String DEFAULT_PLANE = "https://api.braintrust.dev";
  private static final String PROXY = "/v1/proxy";

  private Labelling() {}

  /**
   * The connection.
   *
   * @throws UsageException for an address that cannot be used
   */
  public static ModelConnection connection(
      LabellingOptions options, ConnectionSettings braintrust) {
    String given = options.getGroundTruthApiBase();
    URI plane = braintrust.apiUrl();
    String base = given == null ? proxy(plane) : given;
    KeyPlaces key =
        new KeyPlaces(
            KeyPlaces.labelling(),
            options.getGroundTruthApiKeyFile(),
            KEY_FILE_FLAG,
            plane == null ? null : plane.getHost());
    try {
      return ModelConnection.to(new URI(base), BASE_FLAG, key)
          .withLimits(options.getConcurrency(), 0)
          .withPatience(options.getMaxRetries(), Duration.ofSeconds(options.getRequestTimeout()))
          .withOrgName(given == null ? braintrust.orgName() : null);
    } catch (URISyntaxException e) {
      throw new UsageException(BASE_FLAG + " must be an http or https address");
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private static String proxy(@Nullable URI plane) {
    String text = plane == null ? DEFAULT_PLANE : plane.toString();
    return text.replaceFirst("/+$", "") + PROXY;
  }
}
