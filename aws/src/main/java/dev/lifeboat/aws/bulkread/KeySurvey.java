package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;

/// Keys of KMS, one by one.
final class KeySurvey implements KmsClient, PageClient {
  private final CachedAnswers<DescribeKeyRequest, DescribeKeyResponse> keys;

  KeySurvey(KmsClient aws, QuestionBudget budget) {
    this.keys = CachedAnswers.within(budget, aws::describeKey);
  }

  @Override
  public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
    return keys.get(request);
  }
}
