package dev.lifeboat.aws.bulkread;

import static java.util.Map.entry;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/// One look at what a plan needs in its regions. Each page is read when it is first needed, and
/// never again: a survey is as old as its first answers, and made anew for each check.
public final class Survey implements AwsClients.Others {
  private final AwsClients clients;
  private final Map<String, SurveyScope> wanted;
  private final Map<String, QuestionBudget> allowances = new ConcurrentHashMap<>();

  /// @param clients which ask AWS
  /// @param wanted by AWS's names of the regions
  public Survey(AwsClients clients, Map<String, SurveyScope> wanted) {
    this.clients = clients;
    this.wanted = Map.copyOf(wanted);
  }

  @Override
  public Optional<SdkClient> client(Class<? extends SdkClient> kind, String region) {
    var here = wanted.getOrDefault(region, SurveyScope.nothing());
    var allowance = allowances.computeIfAbsent(region, _ -> new QuestionBudget());
    return Optional.ofNullable(makers(region, here, allowance).get(kind)).map(Supplier::get);
  }

  private Map<Class<? extends SdkClient>, Supplier<SdkClient>> makers(
      String region, SurveyScope here, QuestionBudget budget) {
    return Map.ofEntries(
        entry(
            DynamoDbClient.class,
            () -> new TableSurvey(ask(AwsApi.dynamo(), region), here.items())),
        entry(RdsClient.class, () -> new DatabaseSurvey(ask(AwsApi.rds(), region))),
        entry(
            CloudWatchClient.class,
            () -> new MetricSurvey(ask(AwsApi.cloudWatch(), region), here.instances(), budget)),
        entry(S3Client.class, () -> new BucketSurvey(ask(AwsApi.s3(), region), budget)),
        entry(
            EcsClient.class,
            () -> new ServiceSurvey(ask(AwsApi.ecs(), region), here.services(), budget)),
        entry(
            ApplicationAutoScalingClient.class,
            () -> new LimitSurvey(ask(AwsApi.appScaling(), region), here.services())),
        entry(
            AutoScalingClient.class,
            () -> new GroupSurvey(ask(AwsApi.autoScaling(), region), here.groups())),
        entry(
            ElasticLoadBalancingV2Client.class,
            () -> new BalancerSurvey(ask(AwsApi.balancing(), region), budget)),
        entry(SecretsManagerClient.class, () -> new SecretSurvey(ask(AwsApi.secrets(), region))),
        entry(KmsClient.class, () -> new KeySurvey(ask(AwsApi.kms(), region), budget)),
        entry(EcrClient.class, () -> new ImageSurvey(ask(AwsApi.ecr(), region), budget)),
        entry(Ec2Client.class, () -> new MachineSurvey(ask(AwsApi.ec2(), region), budget)),
        entry(SsmClient.class, () -> new ParameterSurvey(ask(AwsApi.parameters(), region), budget)),
        entry(AcmClient.class, () -> new CertificateSurvey(ask(AwsApi.acm(), region))),
        entry(ServiceQuotasClient.class, () -> new QuotaSurvey(ask(AwsApi.quotas(), region))));
  }

  private <C extends SdkClient> C ask(AwsApi<C> service, String region) {
    return clients.client(service, region);
  }
}
