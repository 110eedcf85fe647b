package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;

/// Pages of parameters of Systems Manager: their names, and what those hold that a plan says hold
/// an address, one by one.
final class ParameterSurvey implements SsmClient, PageClient {
  private final CachedAnswers<DescribeParametersRequest, DescribeParametersResponse> pages;
  private final CachedAnswers<GetParametersRequest, GetParametersResponse> addresses;

  ParameterSurvey(SsmClient aws, QuestionBudget budget) {
    this.pages = new CachedAnswers<>(aws::describeParameters);
    this.addresses = CachedAnswers.within(budget, aws::getParameters);
  }

  @Override
  public GetParametersResponse getParameters(GetParametersRequest request) {
    return addresses.get(request);
  }

  @Override
  public DescribeParametersResponse describeParameters(DescribeParametersRequest request) {
    return pages.get(request);
  }
}
