package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeImagesResponse;

/// Images of ECR, one by one.
final class ImageSurvey implements EcrClient, PageClient {
  private final CachedAnswers<DescribeImagesRequest, DescribeImagesResponse> images;

  ImageSurvey(EcrClient aws, QuestionBudget budget) {
    this.images = CachedAnswers.within(budget, aws::describeImages);
  }

  @Override
  public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
    return images.get(request);
  }
}
