package dev.lifeboat.aws.bulkread;

import java.util.concurrent.atomic.AtomicInteger;

/// How many questions may be asked of a region one by one, since AWS has no page that answers them.
/// Thread-safe.
final class QuestionBudget {
  /// Enough for twenty buckets, which have most of them. With the pages of a thousand workloads
  /// that is less than four hundred calls a region.
  static final int QUESTIONS = 120;

  private final AtomicInteger left = new AtomicInteger(QUESTIONS);

  /// Takes one.
  ///
  /// @throws NotAskedException when none is left
  void take() {
    if (left.getAndDecrement() <= 0) {
      throw new NotAskedException();
    }
  }
}
