package dev.lifeboat.agent;

import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.RefusedException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/// Asks again what an agent cannot do now, as a controller does, until it refuses for another
/// reason.
final class LastingRefusal {
  private static final int NOT_NOW = 503;

  private LastingRefusal() {}

  static RefusedException of(Request request) throws Exception {
    var last = new AtomicReference<RefusedException>();
    Await.until(
        "it is refused for good",
        () -> {
          try {
            request.send();
          } catch (RefusedException refused) {
            last.set(refused);
            return refused.status() != NOT_NOW;
          }
          throw new AssertionError("it was not refused");
        });
    return Objects.requireNonNull(last.get());
  }

  interface Request {
    void send() throws Exception;
  }
}
