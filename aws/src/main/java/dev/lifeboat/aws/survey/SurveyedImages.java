package dev.lifeboat.aws.survey;

import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;

/// Images of ECR, one by one.
final class SurveyedImages implements EcrClient {
  private final EcrClient ecr;
  private final CachedAnswers<DescribeImagesRequest, DescribeImagesResponse> images;

  SurveyedImages(EcrClient ecr, QuestionBudget allowance) {
    this.ecr = ecr;
    this.images =
        new CachedAnswers<>(request -> {
          allowance.take();
          return ecr.describeImages(request);
        });
  }

  @Override
  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    return images.get(request);
  }

  @Override
  public String serviceName() {
    return ecr.serviceName();
  }

  @Override
  public void close() {
    // Whoever asks closes.
  }
}
