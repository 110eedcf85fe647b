package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.problem.Code;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;

/// What AWS lets an account run at once in a region.
///
/// @param service as Service Quotas names it
/// @param code of the quota
/// @param name such as `vCPUs of Fargate`
record Quota(String service, String code, String name) {
  static final Quota FARGATE = new Quota("fargate", "L-3032A538", "vCPUs of Fargate on demand");
  static final Quota STANDARD =
      new Quota("ec2", "L-1216C47A", "vCPUs of standard instances on demand");

  /// Compares what the plan's services want with it. What else runs there counts too, and is not
  /// known.
  void look(Look look, double wanted) throws InterruptedException {
    var allowed = look.ask(AwsApi.quotas(), "how many %s are allowed".formatted(name), this::value);
    if (allowed.isPresent() && allowed.get() < wanted) {
      look.obstacle(
          Code.LB7004,
          "%s allows %.0f %s, and the services of the plan want %.1f"
              .formatted(look.region(), allowed.get(), name, wanted),
          "a failover would wait for what never starts",
          "aws service-quotas request-service-quota-increase --service-code %s --quota-code %s"
                  .formatted(service, code)
              + " --desired-value %.0f --region %s".formatted(Math.ceil(wanted), look.region()));
    }
  }

  /// The account's own, or AWS's default where the account was never given one.
  ///
  /// Source: "GetServiceQuota" of the API reference of Service Quotas.
  private double value(ServiceQuotasClient quotas) {
    try {
      return quotas.getServiceQuota(of -> of.serviceCode(service).quotaCode(code)).quota().value();
    } catch (NoSuchResourceException _) {
      return quotas
          .getAWSDefaultServiceQuota(of -> of.serviceCode(service).quotaCode(code))
          .quota()
          .value();
    }
  }
}
