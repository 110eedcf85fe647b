package dev.lifeboat.aws.survey;

import static java.util.Map.entry;

import dev.lifeboat.aws.AwsClients;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.acm.AcmClient;
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
      String region, SurveyScope here, QuestionBudget allowance) {
    return Map.ofEntries(
        entry(DynamoDbClient.class, () -> new SurveyedTables(clients.dynamo(region), here.items())),
        entry(RdsClient.class, () -> new SurveyedDatabases(clients.rds(region))),
        entry(
            CloudWatchClient.class,
            () -> new SurveyedMetrics(clients.cloudWatch(region), here.instances(), allowance)),
        entry(S3Client.class, () -> new SurveyedBuckets(clients.s3(region), allowance)),
        entry(
            EcsClient.class,
            () -> new SurveyedServices(clients.ecs(region), here.services(), allowance)),
        entry(
            AutoScalingClient.class,
            () -> new SurveyedGroups(clients.autoScaling(region), here.groups())),
        entry(
            ElasticLoadBalancingV2Client.class,
            () -> new SurveyedBalancers(clients.loadBalancing(region), allowance)),
        entry(SecretsManagerClient.class, () -> new SurveyedSecrets(clients.secrets(region))),
        entry(KmsClient.class, () -> new SurveyedKeys(clients.kms(region), allowance)),
        entry(EcrClient.class, () -> new SurveyedImages(clients.ecr(region), allowance)),
        entry(Ec2Client.class, () -> new SurveyedMachines(clients.ec2(region), allowance)),
        entry(SsmClient.class, () -> new SurveyedParameters(clients.parameters(region))),
        entry(AcmClient.class, () -> new SurveyedCertificates(clients.certificates(region))),
        entry(ServiceQuotasClient.class, () -> new SurveyedQuotas(clients.quotas(region))));
  }
}
