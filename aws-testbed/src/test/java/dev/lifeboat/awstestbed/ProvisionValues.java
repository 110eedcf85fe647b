package dev.lifeboat.awstestbed;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import java.util.List;

/// Values that no plan says and `provision` asks for, those of the warm standby's example: a zone
/// that is made for them, and load balancers that nobody asks.
public final class ProvisionValues {
  private ProvisionValues() {}

  /// As they are typed.
  public static List<String> ofWarmStandby(TestBed bed) {
    var zone =
        bed.clients()
            .client(AwsApi.route53(), AwsClients.GLOBAL)
            .createHostedZone(it -> it.name("app.example.com").callerReference("provision"))
            .hostedZone()
            .id()
            .replaceFirst(".*/", "");
    return List.of(
        "--set", "Email=ops@example.com",
        "--set", "Operators=arn:aws:iam::123456789012:role/ops",
        "--set", "HostedZone=" + zone,
        "--set", "PrimaryBalancer=primary.elb.example.com",
        "--set", "PrimaryBalancerZone=Z1",
        "--set", "RecoveryBalancer=recovery.elb.example.com",
        "--set", "RecoveryBalancerZone=Z2");
  }
}
