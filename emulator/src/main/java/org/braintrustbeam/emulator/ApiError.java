package org.braintrustbeam.emulator;

/** A request that is answered with an error, in the words that the caller gets to read. */
final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  private ApiError(int status, String code, String message) {
    super(message, null, false, false); // an answer, not a defect: no stack trace needed
    this.status = status;
    this.code = code;
  }

  static ApiError badRequest(String message) {
    return new ApiError(400, "BadRequestError", message);
  }

  static ApiError invalidQuery(String message) {
    return badRequest("Invalid query: " + message);
  }

  static ApiError unauthorized(String message) {
    return new ApiError(401, "UnauthorizedError", message);
  }

  static ApiError notFound(String message) {
    return new ApiError(404, "NotFoundError", message);
  }

  static ApiError tooLarge(long limit) {
    return new ApiError(
        413, "PayloadTooLargeError", "The request is larger than " + limit + " bytes");
  }

  static ApiError internal() {
    return new ApiError(500, "InternalServerError", "The emulator failed; its log says why");
  }

  int status() {
    return status;
  }

  byte[] body() {
    return new RawObject()
        .put("Code", Json.string(code))
        .put("Message", Json.string(String.valueOf(getMessage())))
        .toBytes();
  }
}
