package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;

/// Pages of parameters of Systems Manager: their names, never what they hold.
final class ParameterSurvey implements SsmClient, PageClient {
  private final CachedAnswers<DescribeParametersRequest, DescribeParametersResponse> pages;

  ParameterSurvey(SsmClient aws) {
    this.pages = new CachedAnswers<>(aws::describeParameters);
  }

  @Override
  public DescribeParametersResponse describeParameters(DescribeParametersRequest request) {
    return pages.get(request);
  }
}
