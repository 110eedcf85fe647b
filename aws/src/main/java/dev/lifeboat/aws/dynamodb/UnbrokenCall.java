package dev.lifeboat.aws.dynamodb;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A call that is waited for to its end, also by a thread that is interrupted: the SDK would give
/// it up half way, and nobody would know whether it took effect. It ends in any case, by the
/// client's own deadline.
final class UnbrokenCall {
  private UnbrokenCall() {}

  /// Throws what the call throws.
  static <T> T make(Callable<T> call) {
    var task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException later) {
          interrupted = true;
        } catch (ExecutionException failed) {
          throw unwrapped(failed);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException failed) {
    return failed.getCause() instanceof RuntimeException thrown
        ? thrown
        : new IllegalStateException("a call of AWS failed otherwise", failed);
  }
}
