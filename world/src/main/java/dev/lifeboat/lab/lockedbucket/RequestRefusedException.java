package dev.lifeboat.lab.lockedbucket;

/// A request that is answered with an error of S3.
final class RequestRefusedException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int FORBIDDEN = 403;

  private final int status;
  private final String code;

  RequestRefusedException(int status, String code, String why) {
    super(why);
    this.status = status;
    this.code = code;
  }

  /// One that would do harm, and stands in the list of attempts.
  static RequestRefusedException attempt(String why) {
    return new RequestRefusedException(FORBIDDEN, "AccessDenied", why);
  }

  static RequestRefusedException unknown(String asked) {
    return new RequestRefusedException(501, "NotImplemented", asked);
  }

  boolean isAttempt() {
    return status == FORBIDDEN;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}
