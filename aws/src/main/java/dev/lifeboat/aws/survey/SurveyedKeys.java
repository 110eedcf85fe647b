package dev.lifeboat.aws.survey;

import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;

/// Keys of KMS, one by one.
final class SurveyedKeys implements KmsClient {
  private final KmsClient kms;
  private final CachedAnswers<String, DescribeKeyResponse> keys;

  SurveyedKeys(KmsClient kms, QuestionBudget allowance) {
    this.kms = kms;
    this.keys =
        new CachedAnswers<>(id -> {
          allowance.take();
          return kms.describeKey(it -> it.keyId(id));
        });
  }

  @Override
  public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
    return keys.get(request.keyId());
  }

  @Override
  public String serviceName() {
    return kms.serviceName();
  }

  @Override
  public void close() {
    // Whoever asks closes.
  }
}
