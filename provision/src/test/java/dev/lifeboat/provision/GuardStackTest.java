package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.guard.PlanVariable;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.provision.EmittedAccount.Made;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Guards on Fargate: two in each of the two regions, which begin there while all others are lost,
/// and may do no more than a guard must.
final class GuardStackTest {
  private static final List<String> FOLDERS = List.of("guards-primary", "guards-recovery");
  private EmittedAccount emitted;

  @BeforeEach
  void emit() throws Exception {
    emitted = new EmittedAccount(GuardedExample.files().files());
  }

  private List<Made> made(String type) {
    var made =
        emitted.resources(type).stream().filter(it -> FOLDERS.contains(it.folder())).toList();
    assertThat(made).extracting(Made::folder).containsAll(FOLDERS);
    return made;
  }

  private static JsonNode container(Made task) {
    assertThat(task.properties().path("ContainerDefinitions")).hasSize(1);
    return task.properties().at("/ContainerDefinitions/0");
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
  }

  /// A region that is lost is not asked for what the other one lacks.
  @Test
  void a_region_alone_tells_what_is_not_made_there() throws Exception {
    var plan = GuardedExample.plan();
    var recovery = Optional.of(plan.recovery().name());

    assertThat(ProvisionFiles.of(plan, "x".repeat(40_000), recovery).index().unmade())
        .extracting(ProvisionIndex.Unmade::stack)
        .containsExactly("lifeboat-dr-lab-guards-recovery");
  }

  /// Nothing else is made or changed: they have a stack of their own, which is optional.
  @Test
  void all_other_stacks_are_as_without_them() throws Exception {
    var plan = GuardedExample.plan();
    var without =
        new EmittedAccount(ProvisionFiles.of(plan, "x".repeat(40_000), Optional.empty()).files());

    assertThat(without.files().keySet()).noneMatch(it -> it.startsWith("guards-"));
    without
        .files()
        .forEach((path, text) -> {
          if (!path.equals(ProvisionFiles.INDEX)) {
            assertThat(emitted.files()).as(path).containsEntry(path, text);
          }
        });
    for (var step : emitted.index().get("steps")) {
      assertThat(step.has("optional"))
          .as(step.toString())
          .isEqualTo(step.path("folder").asString("").matches("guards-.*|experiments-.*|visitor"));
    }
  }

  @Test
  void a_plan_that_names_no_secret_of_their_login_has_none() throws Exception {
    assertThat(EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby")).files().keySet())
        .noneMatch(it -> it.startsWith("guards-"));
    var one = GuardedExample.text().replace("          guardSecret: dr-lab/stock-guard\n", "");
    assertThat(one).isNotEqualTo(GuardedExample.text());
    assertThat(ProvisionFiles.of(read(one), one, Optional.empty()).files().keySet())
        .as("nor one of which a database cannot be reached")
        .noneMatch(it -> it.startsWith("guards-"));
  }

  private static Plan read(String text) throws Exception {
    return AwsKeys.reader().read("lifeboat.yaml", text).orThrow();
  }

  @Test
  void an_image_is_of_this_region_and_named_by_its_digest_alone() {
    for (var folder : FOLDERS) {
      var asked = emitted.each(ProvisionFiles.TEMPLATE).get(folder).path("Parameters");
      var digest =
          Pattern.compile(asked.at("/GuardImage/AllowedPattern").asString()).asMatchPredicate();
      assertThat(digest).accepts("sha256:" + "0a".repeat(32));
      assertThat(digest).rejects("latest", "lifeboat:latest", "sha256:0a", "none", "");
      var repository =
          Pattern.compile(asked.at("/GuardRepository/AllowedPattern").asString())
              .asMatchPredicate();
      assertThat(repository).accepts("lifeboat", "ops/lifeboat");
      assertThat(repository).rejects("ghcr.io/x:1", "x@sha256", "a.b/c@d", "/x");
    }
    assertThat(made("AWS::ECS::TaskDefinition"))
        .extracting(it -> container(it).at("/Image/Fn::Sub").asString())
        .containsExactlyInAnyOrder(
            "${AWS::AccountId}.dkr.ecr.ap-southeast-2.amazonaws.com/${GuardRepository}@${GuardImage}",
            "${AWS::AccountId}.dkr.ecr.us-west-2.amazonaws.com/${GuardRepository}@${GuardImage}");
  }

  @Test
  void a_task_writes_to_its_state_alone_as_the_user_of_its_image() {
    for (var task : made("AWS::ECS::TaskDefinition")) {
      assertThat(texts(task.properties().path("RequiresCompatibilities")))
          .containsExactly("FARGATE");
      assertThat(task.text("NetworkMode")).isEqualTo("awsvpc");
      assertThat(task.text("Cpu") + " " + task.text("Memory")).isEqualTo("256 512");
      assertThat(task.properties().at("/Volumes/0").propertyNames())
          .as("a folder of the task's own")
          .containsExactly("Name");
      var container = container(task);
      assertThat(container.path("User").asString()).isEqualTo("65532:65532");
      assertThat(container.path("ReadonlyRootFilesystem").asBoolean()).isTrue();
      assertThat(texts(container.at("/LinuxParameters/Capabilities/Drop"))).containsExactly("ALL");
      assertThat(container.path("MountPoints")).hasSize(1);
      assertThat(container.at("/MountPoints/0/SourceVolume"))
          .isEqualTo(task.properties().at("/Volumes/0/Name"));
      assertThat(container.at("/MountPoints/0/ContainerPath").asString()).isEqualTo("/state");
      assertThat(container.at("/LogConfiguration/Options/mode").asString())
          .as("a guard never waits for its log")
          .isEqualTo("non-blocking");
      assertThat(container.has("HealthCheck"))
          .as("no task is ended for what no other mends")
          .isFalse();
    }
  }

  /// Fargate leaves a volume to root alone, but for one that the image names.
  @Test
  void the_image_names_its_state_as_a_volume() throws Exception {
    assertThat(Files.readString(Path.of("..", "cli", "pom.xml")))
        .contains("<volume>/state</volume>")
        .contains("<user>65532:65532</user>");
  }

  @Test
  void two_run_in_private_and_no_change_takes_one_away_before_another_runs() {
    for (var service : made("AWS::ECS::Service")) {
      var is = service.properties();
      assertThat(is.path("DesiredCount").asInt()).isEqualTo(2);
      assertThat(is.path("LaunchType").asString()).isEqualTo("FARGATE");
      var change = is.path("DeploymentConfiguration");
      assertThat(change.path("MinimumHealthyPercent").asInt()).isEqualTo(100);
      assertThat(change.path("MaximumPercent").asInt()).isEqualTo(200);
      assertThat(change.at("/DeploymentCircuitBreaker/Enable").asBoolean()).isTrue();
      assertThat(change.at("/DeploymentCircuitBreaker/Rollback").asBoolean()).isTrue();
      var network = is.at("/NetworkConfiguration/AwsvpcConfiguration");
      assertThat(network.path("AssignPublicIp").asString()).isEqualTo("DISABLED");
      assertThat(network.at("/Subnets/Ref").asString()).isEqualTo("GuardSubnets");
      assertThat(network.at("/SecurityGroups/Ref").asString()).isEqualTo("GuardSecurityGroups");
      assertThat(is.at("/TaskDefinition/Ref").asString()).isEqualTo("TaskDrLab");
    }
  }

  @Test
  void a_guard_is_given_the_plan_its_region_and_its_databases() throws Exception {
    for (var task : made("AWS::ECS::TaskDefinition")) {
      var region = task.folder().equals("guards-primary") ? "primary" : "secondary";
      var container = container(task);
      assertThat(texts(container.path("Command")))
          .containsExactly(
              "guard", "-", "--region", region, "--workload", "dr-lab", "--health", "8080");
      var variables = container.path("Environment");
      assertThat(variables.values().stream().map(it -> it.path("Name").asString()))
          .containsExactly(
              PlanVariable.NAME,
              "DATABASE_PGHOST",
              "DATABASE_PGPORT",
              "DATABASE_PGDATABASE",
              "DATABASE_PGUSER",
              "STOCK_DB_MYSQL_HOST",
              "STOCK_DB_MYSQL_TCP_PORT",
              "STOCK_DB_MYSQL_USER",
              "PGSSLMODE",
              "PGSSLROOTCERT",
              "MYSQL_SSL_CA");
      var plan =
          PlanVariable.in(Map.of(PlanVariable.NAME, variables.get(0).path("Value").asString()));
      assertThat(new String(plan, StandardCharsets.UTF_8)).isEqualTo(GuardedExample.text());
      assertThat(variables.get(8).path("Value").toString())
          .isEqualTo("{\"Fn::If\":[\"GuardRootsIsKnown\",\"verify-full\",\"require\"]}");
    }
  }

  @Test
  void whoever_begins_a_task_pulls_one_repository_and_writes_one_log() {
    for (var folder : FOLDERS) {
      var statements = new ArrayList<String>();
      for (var policy : made("AWS::IAM::ManagedPolicy")) {
        if (policy.folder().equals(folder)) {
          for (var it : policy.properties().at("/PolicyDocument/Statement")) {
            statements.add(
                texts(it.path("Action"))
                    + " "
                    + it.path("Resource").toString().replaceAll("\\{\"Fn::Sub\":(.*?)}]", "$1]"));
          }
        }
      }
      var region = folder.equals("guards-primary") ? "ap-southeast-2" : "us-west-2";
      assertThat(statements)
          .containsExactly(
              "[ecr:GetAuthorizationToken] [\"*\"]",
              "[ecr:BatchGetImage, ecr:GetDownloadUrlForLayer] [\"arn:aws:ecr:%s:${AWS::AccountId}:repository/${GuardRepository}\"]"
                  .formatted(region),
              "[logs:CreateLogStream, logs:PutLogEvents] [\"arn:aws:logs:%s:${AWS::AccountId}:log-group:/aws/ecs/lifeboat-dr-lab-guard-dr-lab:*\"]"
                  .formatted(region));
    }
  }

  /// It is what the guard's own policy is attached to, in the stack of the region.
  @Test
  void a_task_acts_in_the_role_of_its_region_s_guards() {
    for (var task : made("AWS::ECS::TaskDefinition")) {
      var role =
          emitted.resources("AWS::IAM::Role").stream()
              .filter(it -> it.folder().equals(task.folder().replace("guards-", "")))
              .filter(it -> it.id().equals("GuardRole"))
              .findFirst()
              .orElseThrow();
      assertThat(task.properties().at("/TaskRoleArn/Fn::Sub").asString())
          .isEqualTo("arn:aws:iam::${AWS::AccountId}:role/" + role.text("RoleName"));
      assertThat(task.properties().at("/ExecutionRoleArn/Fn::GetAtt/0").asString())
          .isEqualTo("StartRole");
    }
  }

  @Test
  void fewer_than_two_for_minutes_are_told_and_so_is_silence() {
    for (var alarm : made("AWS::CloudWatch::Alarm")) {
      assertThat(alarm.properties().at("/Metrics/0/Expression").asString())
          .isEqualTo("2 - running");
      assertThat(alarm.properties().path("Threshold").asInt()).isEqualTo(1);
      assertThat(alarm.properties().path("EvaluationPeriods").asInt()).isEqualTo(3);
      assertThat(alarm.text("TreatMissingData")).isEqualTo("breaching");
      assertThat(alarm.properties().at("/Metrics/1/MetricStat/Metric/Dimensions").toString())
          .contains("{\"Ref\":\"GuardCluster\"}", "\"lifeboat-dr-lab-guard-dr-lab\"");
      assertThat(alarm.properties().at("/AlarmActions/0/Fn::Sub").asString())
          .isEqualTo(
              "arn:aws:sns:%s:${AWS::AccountId}:dr-notifications"
                  .formatted(
                      alarm.folder().equals("guards-primary") ? "ap-southeast-2" : "us-west-2"));
    }
  }

  /// The container is a text of JSON in which the module's own expressions stand.
  @Test
  void a_module_says_the_same_container() {
    for (var folder : FOLDERS) {
      var task =
          emitted
              .each(ProvisionFiles.MODULE)
              .get(folder)
              .at("/resource/aws_ecs_task_definition/task_dr_lab");
      var text = task.path("container_definitions").asString();
      assertThat(text)
          .contains("${var.guard_roots == \"none\" ? \"require\" : \"verify-full\"}")
          .contains("${var.guard_roots == \"none\" ? \"\" : var.guard_roots}");
      var container = JsonMapper.shared().readTree(text.replaceAll("\\$\\{[^}]*}", "value")).get(0);
      var other = container(made("AWS::ECS::TaskDefinition").getFirst());
      assertThat(container.path("environment").values().stream().map(it -> it.path("name")))
          .containsExactlyElementsOf(
              other.path("Environment").values().stream().map(it -> it.path("Name")).toList());
      assertThat(container.path("readonlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.path("user").asString()).isEqualTo("65532:65532");
    }
  }
}
