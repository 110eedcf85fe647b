package dev.lifeboat.canary;

import dev.lifeboat.measure.Answer;
import dev.lifeboat.measure.CanaryLine.Reply;
import dev.lifeboat.wire.NoAnswer;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;

/// What a client may conclude from what it got back.
final class Replies {
  /// Set by the front door when it answers in a service's place: whether the request was sent on.
  private static final String SENT = "Lifeboat-Sent";

  /// Set by the front door: the region that answered.
  private static final String REGION = "Lifeboat-Region";

  private static final int UNAVAILABLE = 503;

  private Replies() {}

  static Reply of(HttpResponse<?> response, Instant at) {
    int status = response.statusCode();
    return new Reply(
        answer(status, response.headers().firstValue(SENT)),
        at,
        OptionalInt.of(status),
        response.headers().firstValue(REGION),
        Optional.empty());
  }

  /// Only a connection that was never made proves that nothing was sent.
  static Reply of(Throwable failure, Instant at) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new Reply(
        cause instanceof ConnectException ? Answer.REFUSED : Answer.UNKNOWN,
        at,
        OptionalInt.empty(),
        Optional.empty(),
        Optional.of(NoAnswer.why(cause)));
  }

  private static Answer answer(int status, Optional<String> sent) {
    if (status >= 200 && status < 300) {
      return Answer.ACKNOWLEDGED;
    }
    return status == UNAVAILABLE && !sent.orElse("false").equals("true")
        ? Answer.REFUSED
        : Answer.UNKNOWN;
  }
}
