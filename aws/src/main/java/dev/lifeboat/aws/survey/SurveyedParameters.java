package dev.lifeboat.aws.survey;

import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;

/// Pages of parameters of Systems Manager: their names, never what they hold.
final class SurveyedParameters implements SsmClient {
  private final SsmClient parameters;
  private final CachedAnswers<DescribeParametersRequest, DescribeParametersResponse> pages;

  SurveyedParameters(SsmClient parameters) {
    this.parameters = parameters;
    this.pages = new CachedAnswers<>(parameters::describeParameters);
  }

  @Override
  public DescribeParametersResponse describeParameters(DescribeParametersRequest request) {
    return pages.get(request);
  }

  @Override
  public String serviceName() {
    return parameters.serviceName();
  }

  @Override
  public void close() {
    // Whoever asks closes.
  }
}
