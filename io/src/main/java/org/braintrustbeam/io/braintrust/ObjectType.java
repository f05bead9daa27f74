package org.braintrustbeam.io.braintrust;

/** A kind of object that holds rows. */
public enum ObjectType {
  /** An experiment. */
  EXPERIMENT("experiment"),
  /** A dataset. */
  DATASET("dataset"),
  /** The logs of a project; their object id is the project's. */
  PROJECT_LOGS("project_logs");

  private final String apiName;

  ObjectType(String apiName) {
    this.apiName = apiName;
  }

  /** Its name in paths of the API and as an SQL source. */
  public String apiName() {
    return apiName;
  }
}
