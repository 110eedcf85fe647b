package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.rds.model.Tag;

/// `import` of what an account has, by a tag and by a stack.
@Timeout(300)
@ExtendWith(TestBed.InTests.class)
final class ImportedAccountTest {
  private static final List<String> REGIONS = List.of(TestBed.PRIMARY, TestBed.RECOVERY);
  private static final String NAMES = String.join(",", REGIONS);

  /// Where whoever types it happens to work otherwise.
  private static final String ELSEWHERE = "eu-west-3";

  private final TestBed bed;

  @TempDir Path folder;

  ImportedAccountTest(TestBed bed) {
    this.bed = bed;
  }

  @Test
  void what_bears_a_tag_and_what_a_stack_has_make_plans_that_pass_check() throws Exception {
    for (var region : REGIONS) {
      createDatabase(region, "shop-" + region, "shop");
      createDatabase(region, "other-" + region, "other");
      createService(region);
    }
    createStack();
    int before = bed.gate().calls().size();

    var tagged = imported("tags", "--tag", "app=shop");
    assertThat(tagged)
        .contains("primary: shop-us-east-1 # tag 'app=shop' in us-east-1")
        .contains("recovery: shop-us-west-2", "cluster:", "primary: shop #")
        .doesNotContain("other-us");
    var stacked = imported("stack", "--stack", "theirs");
    assertThat(stacked)
        .contains("primary: imported-images-east # stack 'theirs' in us-east-1")
        .contains("recovery: missing-bucket-recovery");

    assertThat(bed.gate().callsSince(before))
        .as("it only reads, and not where the shell is")
        .isNotEmpty()
        .allMatch(it -> it.operation().matches("(Describe|List|Get|GET ).*"))
        .noneMatch(it -> it.region().equals(ELSEWHERE));
  }

  private String imported(String from, String... what) throws Exception {
    var plan = folder.resolve(from + ".yaml");
    var lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
    Object[] words = {"import", "--from", from, what[0], what[1], "--regions", NAMES, "--to", plan};
    var shell = Map.of("AWS_REGION", ELSEWHERE, "AWS_DEFAULT_REGION", ELSEWHERE);
    var made = lifeboat.begin(shell, words).ended();
    assertThat(made.exitCode()).as("%s", made).isZero();
    var checked = lifeboat.run("check", plan, "--plan-only");
    assertThat(checked.exitCode()).as("%s", checked).isZero();
    return Files.readString(plan);
  }

  private void createDatabase(String region, String name, String app) {
    bed.clients()
        .client(AwsApi.rds(), region)
        .createDBInstance(it ->
            it.dbInstanceIdentifier(name)
                .engine("postgres")
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .masterUsername("owner")
                .masterUserPassword("of-the-owner")
                .tags(Tag.builder().key("app").value(app).build()));
  }

  private void createService(String region) {
    var ecs = bed.clients().client(AwsApi.ecs(), region);
    ecs.createCluster(it -> it.clusterName("shop"));
    ecs.registerTaskDefinition(it ->
        it.family("web")
            .containerDefinitions(
                ContainerDefinition.builder().name("web").image("web").memory(64).build()));
    ecs.createService(it ->
        it.cluster("shop")
            .serviceName("web")
            .taskDefinition("web")
            .desiredCount(0)
            .tags(
                software.amazon.awssdk.services.ecs.model.Tag.builder()
                    .key("app")
                    .value("shop")
                    .build()));
  }

  private void createStack() {
    var template =
        """
        {"Resources": {"Images": {"Type": "AWS::S3::Bucket",
          "Properties": {"BucketName": "imported-images-east"}}}}
        """;
    bed.patient(CloudFormationClient.builder(), TestBed.PRIMARY)
        .createStack(it -> it.stackName("theirs").templateBody(template));
  }
}
