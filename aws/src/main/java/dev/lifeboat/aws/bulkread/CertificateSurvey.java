package dev.lifeboat.aws.bulkread;

import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.acm.model.CertificateSummary;
import software.amazon.awssdk.services.acm.model.DescribeCertificateRequest;
import software.amazon.awssdk.services.acm.model.DescribeCertificateResponse;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;

/// Certificates by the page: their names, whether they are issued, and until when they hold.
final class CertificateSurvey implements AcmClient, PageClient {
  private static final int PAGE = 1_000;

  // Without a word on keys, those of RSA with 2048 bits alone are told.
  private static final List<KeyAlgorithm> KEYS = List.copyOf(KeyAlgorithm.knownValues());

  private final PageIndex<CertificateSummary> all;

  CertificateSurvey(AcmClient acm) {
    this.all =
        new PageIndex<>(
            () ->
                acm
                    .listCertificatesPaginator(
                        it -> it.maxItems(PAGE).includes(of -> of.keyTypes(KEYS)))
                    .stream()
                    .flatMap(page -> page.certificateSummaryList().stream())
                    .toList(),
            CertificateSummary::certificateArn);
  }

  @Override
  public DescribeCertificateResponse describeCertificate(DescribeCertificateRequest request) {
    var found = all.required(request.certificateArn(), CertificateSurvey::missing);
    return DescribeCertificateResponse.builder()
        .certificate(it ->
            it.certificateArn(found.certificateArn())
                .domainName(found.domainName())
                .status(found.status())
                .notAfter(found.notAfter()))
        .build();
  }

  private static AwsServiceException missing(String arn) {
    return ResourceNotFoundException.builder().message("Could not find certificate " + arn).build();
  }
}
