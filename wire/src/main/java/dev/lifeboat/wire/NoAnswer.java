package dev.lifeboat.wire;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Words for why a call had no answer: the client's own exceptions often hold none, and the name of
/// a class tells an operator nothing.
public final class NoAnswer {
  private NoAnswer() {}

  /// Whether nothing came in time, rather than something that is no answer.
  public static boolean isLate(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException
          || cause instanceof HttpTimeoutException
          || cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }

  /// Such as `connection refused`.
  public static String why(Throwable failure) {
    var message = failure.getMessage();
    return switch (failure) {
      case ConnectException _ -> "connection refused";
      case HttpTimeoutException _ -> "no answer in time";
      case TimeoutException _ -> "no answer in time";
      case InterruptedException _ -> "the call was interrupted";
      default -> message == null || message.isBlank() ? "the connection broke" : message;
    };
  }

  /// Whether nobody listened, so that nothing was sent.
  public static boolean refused(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException) {
        return true;
      }
    }
    return false;
  }
}
