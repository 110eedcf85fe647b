package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.NeededThing;
import dev.lifeboat.awstestbed.StackThings;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import software.amazon.awssdk.services.acm.AcmClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ReplicationRule;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import tools.jackson.databind.json.JsonMapper;

/// The stacks of the examples that are templates of CloudFormation: what their pages have people
/// type is typed, each thing that the plan names is described, and all of it is taken away.
@Order(2)
@Timeout(900)
@ExtendWith(TestBed.InTests.class)
final class ExampleStacksTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final List<String> REGIONS = List.of(TestBed.PRIMARY, TestBed.RECOVERY);

  @TempDir Path folder;

  /// A version for each region, which a page has people put by hand.
  private static final String LOGINS =
      """
      set -e
      for region in us-east-1 us-west-2; do
        for tenant in acme globex initech; do
          for label in primary dr; do
            bound=
            [ $region:$label != us-east-1:primary ] && [ $region:$label != us-west-2:dr ] || bound=Bound
            aws secretsmanager put-secret-value --region $region --secret-id $tenant/database \\
              --secret-string '{"url":"'$label'","user":"app","password":"of-the-test"}' --version-stages $label $bound
          done
        done
      done
      """;

  private static List<String> blocks(String example, int number) throws Exception {
    var page = Files.readString(AwsTerminal.file("examples/%s/stacks.md".formatted(example)));
    var blocks = BLOCK.matcher(page).results().map(it -> it.group(1)).toList();
    assertThat(blocks).as("of what makes, and one that takes away").hasSize(number);
    return blocks;
  }

  private void type(TestBed bed, String image, String block) throws Exception {
    var ended = typed(bed, image, block);
    assertThat(ended.exitCode()).as("%s", ended).isZero();
  }

  private CommandLineProcess.Ended typed(TestBed bed, String image, String block) throws Exception {
    var terminal =
        new AwsTerminal(
            bed,
            folder,
            Map.of(
                "IMAGE_EAST",
                image,
                "IMAGE_WEST",
                image,
                "CERTIFICATE_EAST",
                certificate(bed, TestBed.PRIMARY),
                "CERTIFICATE_WEST",
                certificate(bed, TestBed.RECOVERY)));
    return terminal.typeInSh("set -e; cd '%s'\n%s".formatted(AwsTerminal.file("."), block));
  }

  /// The functions that a block begins with.
  private static String functions(String block, String before) {
    return block.substring(0, block.indexOf("\n" + before)) + "\n";
  }

  private static String certificate(TestBed bed, String region) {
    return bed.patient(AcmClient.builder(), region)
        .requestCertificate(it -> it.domainName("www.example.com"))
        .certificateArn();
  }

  private List<NeededThing> needs(TestBed bed, String example) throws Exception {
    var emitted = folder.resolve("emitted");
    var told =
        new CommandLineProcess(bed, folder.resolve("state"))
            .run(
                "provision",
                AwsTerminal.file("examples/%s/lifeboat.yaml".formatted(example)),
                "--emit",
                emitted);
    assertThat(told.exitCode()).as("%s", told).isZero();
    var index = JsonMapper.shared().readTree(Files.readString(emitted.resolve("index.json")));
    return NeededThing.in(index);
  }

  /// Each thing that its templates make, in both regions.
  private void assertDescribed(TestBed bed, int least, String... stacks) throws Exception {
    var all = new ArrayList<String>();
    for (var region : REGIONS) {
      for (var stack : stacks) {
        all.add(region + ":" + stack);
      }
    }
    assertThat(StackThings.of(bed, folder, all).described()).hasSizeGreaterThan(least);
  }

  private static Object described(TestBed bed, List<NeededThing> needs, String id, String region) {
    return needs.stream()
        .filter(it -> it.id().equals(id) && it.awsRegion().equals(region))
        .findFirst()
        .orElseThrow()
        .described(bed);
  }

  private static void assertLike(Object writer, Object replica, int days) {
    var one = (DBInstance) writer;
    assertThat((DBInstance) replica)
        .as("of one kind")
        .returns(one.engine(), DBInstance::engine)
        .returns(one.dbInstanceClass(), DBInstance::dbInstanceClass)
        .returns(one.dbInstanceArn(), DBInstance::readReplicaSourceDBInstanceIdentifier)
        .returns(days, DBInstance::backupRetentionPeriod)
        .returns(true, DBInstance::multiAZ)
        .returns(true, DBInstance::storageEncrypted)
        .returns(true, DBInstance::deletionProtection)
        .returns(false, DBInstance::publiclyAccessible)
        .extracting(DBInstance::kmsKeyId)
        .asString()
        .contains(TestBed.RECOVERY);
    assertThat(one)
        .returns(days, DBInstance::backupRetentionPeriod)
        .returns(true, DBInstance::storageEncrypted)
        .returns(true, DBInstance::deletionProtection);
  }

  /// Nothing is left that costs by the hour, and each stack is gone.
  private static void assertGone(TestBed bed) {
    for (var region : REGIONS) {
      assertThat(bed.patient(CloudFormationClient.builder(), region).describeStacks().stacks())
          .isEmpty();
      assertThat(bed.patient(RdsClient.builder(), region).describeDBInstances().dbInstances())
          .isEmpty();
      assertThat(bed.patient(Ec2Client.builder(), region).describeVpcs().vpcs())
          .allMatch(it -> it.isDefault());
      assertThat(bed.patient(Ec2Client.builder(), region).describeAddresses().addresses())
          .isEmpty();
    }
  }

  @Test
  @ResourceLock("ecommerce-product-images")
  void the_shop_is_made_by_its_page_under_the_names_of_its_plan(TestBed.Accounts accounts)
      throws Exception {
    try (var bed = accounts.open()) {
      var blocks = blocks("ecommerce-warm-standby", 2);
      var image =
          bed.patient(Ec2Client.builder(), TestBed.PRIMARY)
              .describeImages()
              .images()
              .getFirst()
              .imageId();
      type(bed, image, blocks.getFirst());

      assertDescribed(bed, 80, "ecommerce-network", "ecommerce-shop");
      var needs = needs(bed, "ecommerce-warm-standby");
      assertThat(needs).hasSizeGreaterThan(15).allSatisfy(it -> it.described(bed));
      for (var group : Map.of("web-asg", 4, "app-asg", 6).entrySet()) {
        assertThat((AutoScalingGroup) described(bed, needs, group.getKey(), TestBed.PRIMARY))
            .returns(group.getValue(), AutoScalingGroup::desiredCapacity);
        assertThat(
                (AutoScalingGroup) described(bed, needs, "dr-" + group.getKey(), TestBed.RECOVERY))
            .returns(2, AutoScalingGroup::desiredCapacity);
      }
      assertLike(
          described(bed, needs, "ecommerce", TestBed.PRIMARY),
          described(bed, needs, "ecommerce-dr", TestBed.RECOVERY),
          7);
      assertThat(
              bed.patient(S3Client.builder().forcePathStyle(true), TestBed.PRIMARY)
                  .getBucketReplication(it -> it.bucket("ecommerce-product-images"))
                  .replicationConfiguration()
                  .rules())
          .singleElement()
          .returns("ENABLED", it -> it.deleteMarkerReplication().statusAsString().toUpperCase())
          .extracting(ReplicationRule::destination)
          .returns("arn:aws:s3:::dr-product-images-bucket", it -> it.bucket())
          .returns(15, it -> it.replicationTime().time().minutes());

      growByTheSeed(bed);
      assertSize(described(bed, needs, "dr-web-asg", TestBed.RECOVERY), 4, 10);
      assertSize(described(bed, needs, "dr-app-asg", TestBed.RECOVERY), 6, 12);

      type(bed, image, blocks.getLast());
      assertGone(bed);
    }
  }

  /// The second step of the seed's failover, in its own words.
  private void growByTheSeed(TestBed bed) throws Exception {
    var grown =
        new AwsTerminal(bed, folder, Map.of("AWS_DEFAULT_REGION", TestBed.RECOVERY))
            .run(
                AwsTerminal.file("aws-testbed/.venv/bin/python").toString(),
                "-B",
                "-c",
                """
                import boto3
                autoscaling = boto3.client('autoscaling', region_name='us-west-2')
                autoscaling.update_auto_scaling_group(AutoScalingGroupName='dr-web-asg', MinSize=4, MaxSize=10, DesiredCapacity=4)
                autoscaling.update_auto_scaling_group(AutoScalingGroupName='dr-app-asg', MinSize=6, MaxSize=12, DesiredCapacity=6)
                """);
    assertThat(grown.exitCode()).as("%s", grown).isZero();
  }

  private static void assertSize(Object group, int wanted, int most) {
    assertThat((AutoScalingGroup) group)
        .returns(wanted, AutoScalingGroup::minSize)
        .returns(wanted, AutoScalingGroup::desiredCapacity)
        .returns(most, AutoScalingGroup::maxSize)
        .extracting(it -> it.instances().size())
        .isEqualTo(wanted);
  }

  @Test
  @Tag("proof")
  void tenants_are_made_by_their_page_under_the_names_of_their_plan(TestBed.Accounts accounts)
      throws Exception {
    try (var bed = accounts.open()) {
      var blocks = blocks("saas-tiers", 3);
      var image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/storefront:1";
      type(bed, image, blocks.getFirst());
      type(bed, image, LOGINS);
      var functions = functions(blocks.getFirst(), "make_stack ");
      type(bed, image, functions + blocks.get(1));
      var removal = functions(blocks.getLast(), "for tenant");
      assertTasksBeforeLoginsAreTakenBack(bed, image, functions, removal);

      assertDescribed(
          bed,
          100,
          "tenants-network",
          "tenants-region",
          "tenant-acme",
          "tenant-globex",
          "tenant-initech");
      var needs = needs(bed, "saas-tiers");
      assertThat(needs).hasSizeGreaterThan(25).allSatisfy(it -> it.described(bed));
      assertTenant(bed, needs, "acme", 2, 2, 35);
      assertTenant(bed, needs, "globex", 2, 1, 14);
      assertTenant(bed, needs, "initech", 1, 0, 7);

      type(bed, image, blocks.getLast());
      assertGone(bed);
    }
  }

  /// Goal: whoever did not read on is left with no name of a secret that is taken. The emulated
  /// account keeps the target group, so that the line is not typed again here.
  private void assertTasksBeforeLoginsAreTakenBack(
      TestBed bed, String image, String functions, String removal) throws Exception {
    var brokeOff = typed(bed, image, functions + "make_tenant umbrella 1 0 7 4");
    assertThat(brokeOff.exitCode()).as("%s", brokeOff).isNotZero();

    assertThat(
            bed.patient(SecretsManagerClient.builder(), TestBed.PRIMARY).listSecrets().secretList())
        .extracting(SecretListEntry::name)
        .contains("acme/database")
        .noneMatch(it -> it.startsWith("umbrella/"));
    type(bed, image, removal + "remove_tenant us-east-1 umbrella umbrella-orders");
  }

  private static void assertTenant(
      TestBed bed, List<NeededThing> needs, String tenant, int serving, int standby, int days) {
    var service = "tenants/" + tenant;
    assertThat((Service) described(bed, needs, service, TestBed.PRIMARY))
        .returns(serving, Service::desiredCount);
    assertThat((Service) described(bed, needs, service, TestBed.RECOVERY))
        .returns(standby, Service::desiredCount);
    assertLike(
        described(bed, needs, tenant + "-orders", TestBed.PRIMARY),
        described(bed, needs, tenant + "-orders-dr", TestBed.RECOVERY),
        days);
  }
}
