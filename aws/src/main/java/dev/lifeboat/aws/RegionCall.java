package dev.lifeboat.aws;

import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/// One call into a region, for what may be asked again: it ends with an answer, with a problem, or
/// because its caller was interrupted at a deadline, when nobody knows whether it took effect.
public final class RegionCall {
  private RegionCall() {}

  /// What is asked of a client.
  public interface Of<C, T> {
    T make(C client);
  }

  /// Makes the call with `client`.
  ///
  /// @throws ProblemException what `failure` makes of what the SDK throws, which is its cause
  public static <C, T> T make(AwsFailure failure, C client, Of<C, T> call)
      throws ProblemException, InterruptedException {
    try {
      return call.make(client);
    } catch (AbortedException stopped) {
      // The SDK sets the thread's flag again if somebody else interrupted it. Without the flag its
      // own deadline did, while it waited to repeat the call.
      if (Thread.interrupted()) {
        var interrupted = new InterruptedException("while waiting for " + failure.service());
        interrupted.initCause(stopped);
        throw interrupted;
      }
      throw new ProblemException(
          failure.of(SdkClientException.create("no answer before the deadline", stopped)), stopped);
    } catch (SdkException failed) {
      throw new ProblemException(failure.of(failed), failed);
    }
  }

  /// The same; empty where AWS answers that what is asked for is not there, or cannot be so.
  ///
  /// @param absent whether that is what the SDK throws
  public static <C, T> Optional<T> find(
      AwsFailure failure, C client, Of<C, T> call, Predicate<Throwable> absent)
      throws ProblemException, InterruptedException {
    try {
      return Optional.of(make(failure, client, call));
    } catch (ProblemException failed) {
      if (failed.getCause() != null && absent.test(failed.getCause())) {
        return Optional.empty();
      }
      throw failed;
    }
  }
}
