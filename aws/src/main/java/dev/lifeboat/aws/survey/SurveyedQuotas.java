package dev.lifeboat.aws.survey;

import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaRequest;
import software.amazon.awssdk.services.servicequotas.model.GetServiceQuotaResponse;

/// Quotas, of which there are a few.
final class SurveyedQuotas implements ServiceQuotasClient {
  private final ServiceQuotasClient quotas;
  private final CachedAnswers<GetServiceQuotaRequest, GetServiceQuotaResponse> asked;

  SurveyedQuotas(ServiceQuotasClient quotas) {
    this.quotas = quotas;
    this.asked = new CachedAnswers<>(quotas::getServiceQuota);
  }

  @Override
  public GetServiceQuotaResponse getServiceQuota(GetServiceQuotaRequest request) {
    return asked.get(request);
  }

  @Override
  public String serviceName() {
    return quotas.serviceName();
  }

  @Override
  public void close() {
    // Whoever asks closes.
  }
}
