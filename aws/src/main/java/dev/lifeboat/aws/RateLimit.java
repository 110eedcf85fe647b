package dev.lifeboat.aws;

import java.time.Duration;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Holds each attempt of a call back until its turn, so that a client sends no faster than its
/// rate. The wait counts toward the call's deadline, so a call that is queued too long fails.
record RateLimit(CallRate rate) implements ExecutionInterceptor {

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    var wait = rate.take(Duration.ofNanos(System.nanoTime()));
    if (wait.isPositive()) {
      try {
        Thread.sleep(wait);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw AbortedException.create("interrupted while waiting for its turn", stopped);
      }
    }
  }
}
