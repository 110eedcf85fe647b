package drlab;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroupImportOptions;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.Cluster;
import software.amazon.awscdk.services.ecs.ContainerDefinitionOptions;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.ContainerInsights;
import software.amazon.awscdk.services.ecs.DeploymentCircuitBreaker;
import software.amazon.awscdk.services.ecs.FargateService;
import software.amazon.awscdk.services.ecs.FargateTaskDefinition;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.ecs.PortMapping;
import software.amazon.awscdk.services.ecs.Secret;
import software.amazon.awscdk.services.ecs.SecretVersionInfo;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationTargetGroup;
import software.amazon.awscdk.services.elasticloadbalancingv2.HealthCheck;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.RedirectOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.amazon.awscdk.services.elasticloadbalancingv2.TargetType;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.route53.ARecord;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.route53.IHostedZone;
import software.amazon.awscdk.services.route53.RecordTarget;
import software.amazon.awscdk.services.route53.targets.LoadBalancerTarget;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/// The service of a region behind its load balancer, and the region's own name.
final class EcsServiceAlb extends Construct {
  /// 2 in the region that serves, as in the plan.
  static final int SERVING = 2;

  /// The newest that is pushed first; the next one comes by a deploy.
  private static final String FIRST_IMAGE = "1";

  private final LabStack stack;
  private final LabSettings settings;
  private final NetworkStack network;
  private final IHostedZone zone;
  private final ApplicationLoadBalancer balancer;
  private final ApplicationTargetGroup targets;
  private final FargateTaskDefinition task;

  EcsServiceAlb(
      LabStack stack,
      LabSettings settings,
      NetworkStack network,
      ServiceStores stores,
      IKey key,
      IBucket logs) {
    super(stack, "Service");
    this.stack = stack;
    this.settings = settings;
    this.network = network;
    zone =
        HostedZone.fromHostedZoneAttributes(
            this,
            "Zone",
            HostedZoneAttributes.builder()
                .hostedZoneId(settings.hostedZoneId())
                .zoneName(settings.zoneName())
                .build());
    balancer = balancer(logs);
    targets = targets();
    entrance();
    task = task(stores, key);
    service().attachToApplicationTargetGroup(targets);
  }

  ApplicationLoadBalancer balancer() {
    return balancer;
  }

  ApplicationTargetGroup targetGroup() {
    return targets;
  }

  FargateTaskDefinition taskDefinition() {
    return task;
  }

  private ApplicationLoadBalancer balancer(IBucket logs) {
    var made =
        ApplicationLoadBalancer.Builder.create(this, "Balancer")
            .loadBalancerName(stack.names().cluster(stack.place()))
            .vpc(network.vpc())
            .vpcSubnets(SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
            .internetFacing(true)
            .securityGroup(unchanged("EntranceGroup", network.groups().entrance()))
            .dropInvalidHeaderFields(true)
            .deletionProtection(true)
            .build();
    made.logAccessLogs(logs, "balancer");
    return made;
  }

  /// Asked for `/healthz`: a standby cannot write, so `/dbcheck` is 503 there, and ECS would
  /// replace its tasks for ever.
  private ApplicationTargetGroup targets() {
    return ApplicationTargetGroup.Builder.create(this, "Targets")
        .targetGroupName(stack.names().lab())
        .vpc(network.vpc())
        .targetType(TargetType.IP)
        .protocol(ApplicationProtocol.HTTP)
        .port(RegionGroups.SERVICE_PORT)
        .deregistrationDelay(Duration.seconds(30))
        .healthCheck(
            HealthCheck.builder()
                .path("/healthz")
                .healthyHttpCodes("200")
                .interval(Duration.seconds(10))
                .timeout(Duration.seconds(5))
                .healthyThresholdCount(2)
                .unhealthyThresholdCount(3)
                .build())
        .build();
  }

  private void entrance() {
    var certificate =
        Certificate.Builder.create(this, "Certificate")
            .domainName(settings.domainName())
            .subjectAlternativeNames(List.of(settings.nameOf(stack.place())))
            .validation(CertificateValidation.fromDns(zone))
            .build();
    ApplicationListener.Builder.create(this, "Https")
        .loadBalancer(balancer)
        .port(443)
        .open(false)
        .sslPolicy(SslPolicy.RECOMMENDED_TLS)
        .certificates(List.of(ListenerCertificate.fromCertificateManager(certificate)))
        .defaultAction(ListenerAction.forward(List.of(targets)))
        .build();
    ApplicationListener.Builder.create(this, "Http")
        .loadBalancer(balancer)
        .port(80)
        .open(false)
        .defaultAction(
            ListenerAction.redirect(
                RedirectOptions.builder().protocol("HTTPS").port("443").permanent(true).build()))
        .build();
    ARecord.Builder.create(this, "Name")
        .zone(zone)
        .recordName(settings.nameOf(stack.place()))
        .target(RecordTarget.fromAlias(new LoadBalancerTarget(balancer)))
        .build();
  }

  private FargateTaskDefinition task(ServiceStores stores, IKey key) {
    var made =
        FargateTaskDefinition.Builder.create(this, "Task")
            .family(stack.names().lab())
            .cpu(512)
            .memoryLimitMiB(1024)
            .build();
    var logs =
        LogGroup.Builder.create(this, "Logs")
            .logGroupName(stack.names().logGroup())
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    var login =
        software.amazon.awscdk.services.secretsmanager.Secret.fromSecretAttributes(
            this,
            "Login",
            software.amazon.awscdk.services.secretsmanager.SecretAttributes.builder()
                .secretCompleteArn(stores.secretArn())
                .encryptionKey(key)
                .build());
    var bound = SecretVersionInfo.builder().versionStage("Bound").build();
    made.addContainer(
        "web",
        ContainerDefinitionOptions.builder()
            .image(ContainerImage.fromEcrRepository(stores.images(), FIRST_IMAGE))
            .portMappings(
                List.of(PortMapping.builder().containerPort(RegionGroups.SERVICE_PORT).build()))
            .environment(
                Map.of(
                    "IMAGES_BUCKET", settings.dataBucket(stack.place()),
                    "IMAGES_REGION", stack.place().aws()))
            .secrets(
                Map.of(
                    "ORDERS_URL", Secret.fromSecretsManagerVersion(login, bound, "url"),
                    "ORDERS_USER", Secret.fromSecretsManagerVersion(login, bound, "user"),
                    "ORDERS_PASSWORD", Secret.fromSecretsManagerVersion(login, bound, "password")))
            .logging(
                LogDriver.awsLogs(
                    AwsLogDriverProps.builder().logGroup(logs).streamPrefix("web").build()))
            .build());
    return made;
  }

  private FargateService service() {
    var serves = stack.place() == LabRegion.PRIMARY;
    return FargateService.Builder.create(this, "Fargate")
        .serviceName(stack.names().service())
        .cluster(
            Cluster.Builder.create(this, "Cluster")
                .clusterName(stack.names().cluster(stack.place()))
                .vpc(network.vpc())
                .containerInsightsV2(ContainerInsights.ENABLED)
                .build())
        .taskDefinition(task)
        .desiredCount(serves ? SERVING : settings.warmStandbyTasks())
        .minHealthyPercent(100)
        .maxHealthyPercent(200)
        .circuitBreaker(DeploymentCircuitBreaker.builder().rollback(true).build())
        .healthCheckGracePeriod(Duration.seconds(60))
        .assignPublicIp(false)
        .vpcSubnets(SubnetSelection.builder().subnetGroupName(NetworkStack.TASKS).build())
        .securityGroups(List.of(unchanged("TaskGroup", network.groups().tasks())))
        .build();
  }

  /// The CDK would add rules of its own; all are in [RegionGroups].
  private ISecurityGroup unchanged(String name, SecurityGroup group) {
    return SecurityGroup.fromSecurityGroupId(
        this,
        name,
        group.getSecurityGroupId(),
        SecurityGroupImportOptions.builder().mutable(false).build());
  }
}
