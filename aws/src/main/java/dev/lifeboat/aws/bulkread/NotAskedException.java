package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.core.exception.SdkException;

/// A question that was not asked, since a survey asks only so many one by one.
public final class NotAskedException extends SdkException {
  private static final long serialVersionUID = 1;

  NotAskedException() {
    super(
        SdkException.builder()
            .message(
                "not asked: a check asks a region %d questions one by one, and no more"
                    .formatted(QuestionBudget.QUESTIONS)));
  }
}
