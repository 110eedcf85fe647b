package dev.lifeboat.aws.survey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;

/// Certificates by the page: their names, whether they are issued, and until when they hold.
final class SurveyedCertificates implements AcmClient {
  private static final int PAGE = 1_000;

  private final AcmClient acm;
  private final CachedAnswer<Map<String, CertificateSummary>> all = new CachedAnswer<>(this::read);

  SurveyedCertificates(AcmClient acm) {
    this.acm = acm;
  }

  @Override
  public DescribeCertificateResponse describeCertificate(DescribeCertificateRequest request) {
    var found =
        Optional.ofNullable(all.get().get(request.certificateArn()))
            .orElseThrow(() ->
                ResourceNotFoundException.builder()
                    .message("Could not find certificate " + request.certificateArn())
                    .build());
    return DescribeCertificateResponse.builder()
        .certificate(
            CertificateDetail.builder()
                .certificateArn(found.certificateArn())
                .domainName(found.domainName())
                .status(found.status())
                .notAfter(found.notAfter())
                .build())
        .build();
  }

  private Map<String, CertificateSummary> read() {
    var found = new HashMap<String, CertificateSummary>();
    var kinds =
        List.of(KeyAlgorithm.values()).stream()
            .filter(it -> it != KeyAlgorithm.UNKNOWN_TO_SDK_VERSION)
            .toList();
    // Without a word on keys, those of RSA with 2048 bits alone are told.
    for (var page :
        acm.listCertificatesPaginator(it -> it.maxItems(PAGE).includes(of -> of.keyTypes(kinds)))) {
      page.certificateSummaryList().forEach(it -> found.put(it.certificateArn(), it));
    }
    return found;
  }

  @Override
  public String serviceName() {
    return acm.serviceName();
  }

  @Override
  public void close() {
    // Whoever asks closes.
  }
}
