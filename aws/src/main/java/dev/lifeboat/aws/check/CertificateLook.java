package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.problem.Code;
import dev.lifeboat.provider.Concern.Weight;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import software.amazon.awssdk.services.acm.model.CertificateDetail;
import software.amazon.awssdk.services.acm.model.CertificateStatus;
import software.amazon.awssdk.services.acm.model.ResourceNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/// Looks at the certificates by which a load balancer answers users.
record CertificateLook(InstantSource clock) {
  private static final Duration SOON = Duration.ofDays(30);
  private static final String ACM = ":acm:";

  void look(Look look, String balancer) throws InterruptedException {
    var listeners =
        look.ask(
            AwsApi.balancing(),
            "by which certificates users are answered",
            it -> it.describeListeners(of -> of.loadBalancerArn(balancer)).listeners());
    if (listeners.isEmpty()) {
      return;
    }
    var certificates =
        listeners.get().stream()
            .filter(CertificateLook::isSecure)
            .flatMap(it -> it.certificates().stream())
            .map(Certificate::certificateArn)
            .distinct()
            .toList();
    if (certificates.isEmpty()) {
      look.warn(
          "load balancer %s has no listener with a certificate".formatted(balancer),
          "users who come by HTTPS are answered by nobody in " + look.region(),
          "add one, with a certificate for the name that users know");
    }
    for (var certificate : certificates) {
      certificate(look, certificate);
    }
  }

  private static boolean isSecure(Listener listener) {
    return List.of(ProtocolEnum.HTTPS, ProtocolEnum.TLS).contains(listener.protocol());
  }

  private void certificate(Look look, String arn) throws InterruptedException {
    if (!arn.contains(ACM)) {
      look.warn(
          "certificate %s is not of ACM, so that nobody looked at it".formatted(arn),
          "users turn away once it has expired",
          "let ACM have it, which renews it too");
      return;
    }
    var found =
        look.ask(
            AwsApi.acm(),
            "until when the certificate %s holds".formatted(arn),
            it -> it.describeCertificate(of -> of.certificateArn(arn)).certificate(),
            ResourceNotFoundException.class::isInstance,
            look.missing(
                Weight.OBSTACLE,
                "%s has no certificate %s".formatted(look.region(), arn),
                "users who come by HTTPS are turned away",
                "request it anew in %s and let the listener use it".formatted(look.region())));
    if (found.isPresent()) {
      judge(look, found.get());
    }
  }

  void judge(Look look, CertificateDetail found) {
    var which = "certificate %s for %s".formatted(found.certificateArn(), found.domainName());
    if (found.status() != CertificateStatus.ISSUED) {
      look.obstacle(
          Code.LB7008,
          "%s is %s".formatted(which, found.statusAsString()),
          "users who come by HTTPS are turned away in " + look.region(),
          "see why: aws acm describe-certificate --certificate-arn %s --region %s"
              .formatted(found.certificateArn(), look.region()));
    } else if (found.notAfter() != null && found.notAfter().isBefore(clock.instant().plus(SOON))) {
      look.warn(
          "%s expires on %s"
              .formatted(which, found.notAfter().atZone(ZoneOffset.UTC).toLocalDate()),
          "users are turned away from then on",
          "see why ACM has not renewed it: aws acm describe-certificate --certificate-arn %s --region %s"
              .formatted(found.certificateArn(), look.region()));
    }
  }
}
