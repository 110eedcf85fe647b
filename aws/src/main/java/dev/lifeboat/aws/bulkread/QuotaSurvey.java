package dev.lifeboat.aws.bulkread;

import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetAwsDefaultServiceQuotaResponse;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaResponse;

/// Quotas, of which there are a few.
final class QuotaSurvey implements ServiceQuotasClient, PageClient {
  private final CachedAnswers<GetServiceQuotaRequest, GetServiceQuotaResponse> asked;
  private final CachedAnswers<GetAwsDefaultServiceQuotaRequest, GetAwsDefaultServiceQuotaResponse>
      defaults;

  QuotaSurvey(ServiceQuotasClient aws) {
    this.asked = new CachedAnswers<>(aws::getServiceQuota);
    this.defaults = new CachedAnswers<>(aws::getAWSDefaultServiceQuota);
  }

  @Override
  public GetServiceQuotaResponse getServiceQuota(GetServiceQuotaRequest request) {
    return asked.get(request);
  }

  @Override
  public GetAwsDefaultServiceQuotaResponse getAWSDefaultServiceQuota(
      GetAwsDefaultServiceQuotaRequest request) {
    return defaults.get(request);
  }
}
