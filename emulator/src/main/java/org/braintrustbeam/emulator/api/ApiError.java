package org.braintrustbeam.emulator.api;

/** A request that is answered with an error, in the words that the caller gets to read. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private ApiError(int status, String code, String message) {
    super(message, null, false, false); // an answer, not a defect: no stack trace needed
    this.status = status;
    this.code = code;
  }

  public static ApiError badRequest(String message) {
    return new ApiError(400, "BadRequestError", message);
  }

  public static ApiError invalidQuery(String message) {
    return badRequest("Invalid query: " + message);
  }

  public static ApiError unauthorized(String message) {
    return new ApiError(401, "UnauthorizedError", message);
  }

  public static ApiError forbidden(String message) {
    return new ApiError(403, "ForbiddenError", message);
  }

  public static ApiError notFound(String message) {
    return new ApiError(404, "NotFoundError", message);
  }

  public static ApiError tooLarge(long limit) {
    return new ApiError(
        413, "PayloadTooLargeError", "The request is larger than " + limit + " bytes");
  }

  public static ApiError internal() {
    return new ApiError(500, "InternalServerError", "The emulator failed; its log says why");
  }

  public int status() {
    return status;
  }

  /** The class of error, as in {@code BadRequestError}. */
  public String code() {
    return code;
  }
}
