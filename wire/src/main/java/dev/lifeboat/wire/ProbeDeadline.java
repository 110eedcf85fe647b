package dev.lifeboat.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs one look with a deadline that holds whatever the driver below does with its own.
final class ProbeDeadline {
  private ProbeDeadline() {}

  /// A look that is still blocked at the deadline is interrupted and left behind; its own
  /// time-outs, which must not be longer than a few deadlines, end it.
  static ProbeResult hold(Duration limit, Look look) throws InterruptedException {
    long began = System.nanoTime();
    var task = new FutureTask<>(look::take);
    Thread.ofVirtual().name("probe").start(task);
    try {
      var detail = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return new ProbeResult.Answered(detail, Duration.ofNanos(System.nanoTime() - began));
    } catch (TimeoutException _) {
      return new ProbeResult.Silent(limit);
    } catch (ExecutionException failure) {
      var cause = failure.getCause() == null ? failure : failure.getCause();
      return NoAnswer.isLate(cause)
          ? new ProbeResult.Silent(limit)
          : new ProbeResult.Refused(NoAnswer.why(cause));
    } finally {
      task.cancel(true);
    }
  }

  interface Look {
    String take() throws IOException, InterruptedException;
  }
}
