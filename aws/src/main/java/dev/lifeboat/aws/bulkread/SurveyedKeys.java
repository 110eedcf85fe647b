package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;

/// Keys of KMS, one by one.
final class SurveyedKeys implements KmsClient, PageClient {
  private final CachedAnswers<DescribeKeyRequest, DescribeKeyResponse> keys;

  SurveyedKeys(KmsClient aws, QuestionBudget budget) {
    this.keys = CachedAnswers.within(budget, aws::describeKey);
  }

  @Override
  public DescribeKeyResponse describeKey(DescribeKeyRequest request) {
    return keys.get(request);
  }
}
