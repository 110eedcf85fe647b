package dev.lifeboat.aws;

import dev.lifeboat.problem.ProblemException;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/// A service of one region, for what may be asked again: a call ends with an answer, with a
/// problem, or because its caller was interrupted at a deadline, when nobody knows whether it took
/// effect.
///
/// @param failure what the caller is told of a call that failed
public record RegionCall<C>(AwsFailure failure, C client) {

  /// What is asked of a client.
  public interface Of<C, T> {
    T make(C client);
  }

  /// Makes a call.
  ///
  /// @throws ProblemException what `failure` makes of what the SDK throws, which is its cause
  public <T> T make(Of<C, T> call) throws ProblemException, InterruptedException {
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
      throw failure
          .of(SdkClientException.create("no answer before the deadline", stopped))
          .asException(stopped);
    } catch (SdkException failed) {
      throw failure.of(failed).asException(failed);
    }
  }

  /// The same; empty where AWS answers that what is asked for is not there, or cannot be so.
  ///
  /// @param absent whether that is what the SDK throws
  public <T> Optional<T> find(Of<C, T> call, Predicate<Throwable> absent)
      throws ProblemException, InterruptedException {
    try {
      return Optional.of(make(call));
    } catch (ProblemException failed) {
      if (failed.getCause() != null && absent.test(failed.getCause())) {
        return Optional.empty();
      }
      throw failed;
    }
  }
}
