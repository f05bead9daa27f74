package org.braintrustbeam.io.braintrust;

/**
 * Reads and writes rows of Braintrust.
 *
 * <pre>{@code
 * ObjectSnapshot gold = BraintrustClient.of(connection).snapshot(ObjectType.DATASET, id);
 * pipeline
 *     .apply("ReadRows", BraintrustIO.read().withConnection(connection).from(gold))
 *     .failuresTo(rejects)
 * }</pre>
 *
 * <p>Requests in flight and the request budget are those of the process, whatever number of steps,
 * bundles and threads there is. A fault of the service that outlasts its retries ends the run with
 * a {@link BraintrustException}.
 */
public final class BraintrustIO {
  private BraintrustIO() {}

  /** The newest version of every row of some objects. */
  public static Read read() {
    return Read.create();
  }

  /** Rows of datasets by their ids. */
  public static LookUp lookUp() {
    return LookUp.create();
  }

  /** Rows of a project's logs by the traces they are in. */
  public static LookUpTraces lookUpTraces(String projectId) {
    return LookUpTraces.of(projectId);
  }

  /** Sets fields of rows of datasets, or of experiments. */
  public static UpsertRows upsertRows() {
    return UpsertRows.create();
  }
}
