package dev.lifeboat.aws.bulkread;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/// Something that is asked for once, however many want it. A failure is everybody's, but for that
/// of a caller who was interrupted.
final class CachedAnswer<T> {
  private final Supplier<T> question;
  private Optional<T> answer = Optional.empty();
  private Optional<SdkException> failure = Optional.empty();

  CachedAnswer(Supplier<T> question) {
    this.question = question;
  }

  synchronized T get() {
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (answer.isEmpty()) {
      try {
        answer = Optional.of(question.get());
      } catch (AbortedException stopped) {
        throw stopped;
      } catch (SdkException failed) {
        failure = Optional.of(failed);
        throw failed;
      }
    }
    return answer.get();
  }
}
