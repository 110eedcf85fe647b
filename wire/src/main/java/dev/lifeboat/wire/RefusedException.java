package dev.lifeboat.wire;

import dev.lifeboat.problem.Code;
import java.io.IOException;

/// An agent that was reached and will not do what was asked. Thrown where the decision is made, and
/// again by the client with the same code and reason.
public sealed class RefusedException extends IOException permits EpochRefusedException {
  /// The request was signed before the part that refuses it was started.
  public static final int TOO_EARLY = 425;

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /// A refusal with its reason.
  ///
  /// @param status of HTTP: 400 the request is wrong, 404 no such thing, 409 it must not be,
  ///   [#TOO_EARLY], 503 it cannot be now
  /// @param code one of [dev.lifeboat.problem.Code]
  public RefusedException(int status, String code, String why) {
    super(why);
    this.status = status;
    this.code = code;
  }

  /// The same, where the reason is one of ours.
  public RefusedException(int status, Code code, String why) {
    this(status, code.name(), why);
  }

  /// The same, with what led to it.
  public RefusedException dueTo(Throwable cause) {
    initCause(cause);
    return this;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /// Why, with the values that matter; never null.
  public String why() {
    return String.valueOf(getMessage());
  }
}
