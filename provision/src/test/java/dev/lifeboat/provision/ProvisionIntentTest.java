package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.dynamodb.PlanTable;
import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamPolicy.Use;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the templates are for: nothing is missing that the plan's code looks for, nobody may do
/// more than its policy says, and what they hold is kept safe.
final class ProvisionIntentTest {
  /// Goal: what a plan's code asks for exists. Method: the rights name each thing that is asked; it
  /// is made in that region of AWS, or the index says that it must be there.
  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void each_thing_that_a_role_may_touch_is_made_or_needed(Plan plan) throws Exception {
    var emitted = EmittedAccount.of(plan);
    var made = made(emitted);
    var needs = needs(emitted);
    var uses = EnumSet.of(Use.CHECK, Use.EXECUTE, Use.WATCH, Use.DRILL, Use.GUARD);
    if (emitted.files().containsKey("functions/stack.template.json")) {
      uses.addAll(List.of(Use.FAILOVER, Use.RECOVER));
    }
    for (var use : uses) {
      for (var statement : IamPolicy.of(plan, use, "*").statements()) {
        for (var resource : statement.resources()) {
          assertThat(isThere(resource, made, needs)).as(use + " " + resource).isTrue();
        }
      }
    }
  }

  private static boolean isThere(String arn, TreeSet<String> made, TreeSet<String> needs) {
    var parts = arn.split(":", 6);
    if (parts.length < 6) {
      return arn.equals("*");
    }
    var name = parts[5];
    return switch (parts[2]) {
      case "dynamodb" -> made.contains("table %s %s".formatted(parts[3], name.substring(6)));
      case "sns" -> made.contains("topic %s %s".formatted(parts[3], name));
      case "states" -> made.contains("machine " + name.substring("stateMachine:".length()));
      case "s3" -> {
        var bucket = name.split("/")[0];
        yield made.contains("bucket " + bucket) || needs.contains(bucket);
      }
      case "rds" ->
          name.contains(":*") || needs.contains(name.substring(3).replace("-before-e*", ""));
      case "ecs" -> needs.contains(name.substring("service/".length()));
      case "secretsmanager" ->
          needs.contains(name.substring("secret:".length()).replace("-??????", ""));
      case "autoscaling" -> needs.contains(name.substring(name.lastIndexOf('/') + 1));
      case "globalaccelerator" -> needs.stream().anyMatch(it -> it.startsWith(arn));
      case "fis" -> name.endsWith("/*") || needs.contains(name.substring(name.indexOf('/') + 1));
      // Keys, and roles that are handed on or assumed, are the account's own.
      case "kms", "iam" -> true;
      default -> false;
    };
  }

  private static TreeSet<String> made(EmittedAccount emitted) {
    var regions = emitted.each(ProvisionFiles.MODULE);
    var made = new TreeSet<String>();
    for (var it : emitted.resources()) {
      var region = regions.get(it.folder()).at("/provider/aws/region").asString();
      switch (it.type()) {
        case "AWS::DynamoDB::Table" ->
            made.add("table %s %s".formatted(region, it.text("TableName")));
        case "AWS::SNS::Topic" -> made.add("topic %s %s".formatted(region, it.text("TopicName")));
        case "AWS::S3::Bucket" -> made.add("bucket " + it.text("BucketName"));
        case "AWS::StepFunctions::StateMachine" ->
            made.add("machine " + it.text("StateMachineName"));
        default -> {}
      }
    }
    return made;
  }

  private static TreeSet<String> needs(EmittedAccount emitted) {
    var needs = new TreeSet<String>();
    emitted.index().get("needs").forEach(it -> needs.add(it.get("id").asString()));
    return needs;
  }

  /// Who stops calling the watch leaves a primary that nobody looks at.
  @Test
  void the_watch_that_is_not_called_is_an_alarm() throws Exception {
    var emitted = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
    assertThat(emitted.resources("AWS::CloudWatch::Alarm"))
        .filteredOn(it -> it.text("TreatMissingData").equals("breaching"))
        .extracting(it -> it.text("AlarmName"))
        .containsExactly("lifeboat-dr-lab-failover-fails", "lifeboat-dr-lab-visitor");
  }

  /// CloudFormation compares what is written alone.
  @Test
  void what_tells_or_calls_is_written_to_be_on() throws Exception {
    var emitted = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
    assertThat(emitted.resources("AWS::CloudWatch::Alarm"))
        .isNotEmpty()
        .allMatch(it -> it.text("ActionsEnabled").equals("true"));
    assertThat(emitted.resources("AWS::Scheduler::Schedule"))
        .isNotEmpty()
        .allMatch(it -> it.text("State").equals("ENABLED"));
  }

  /// It would be called each minute for nothing: without votes no watch has all its views.
  @Test
  void a_watch_that_no_guard_tells_is_not_called() throws Exception {
    var example = Path.of("../examples/dr-lab-warm-standby/without-guard.yaml");
    var asked = Files.readString(example).replace("trigger: manual", "trigger: approval");
    var emitted = EmittedAccount.of(AwsKeys.reader().read("plan", asked).orThrow());

    assertThat(emitted.resources("AWS::Lambda::Function")).isNotEmpty();
    assertThat(emitted.resources("AWS::Scheduler::Schedule"))
        .extracting(it -> it.text("Name"))
        .containsExactly("lifeboat-dr-lab-parameters");
    assertThat(emitted.resources("AWS::CloudWatch::Alarm"))
        .filteredOn(it -> !it.folder().equals("visitor"))
        .isNotEmpty()
        .noneMatch(it -> it.text("TreatMissingData").equals("breaching"));
  }

  @Test
  void what_a_module_makes_is_tagged_with_its_plan() throws Exception {
    var emitted = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
    assertThat(emitted.each(ProvisionFiles.MODULE).values())
        .extracting(it -> it.at("/provider/aws/default_tags/tags/lifeboat:plan").asString())
        .containsOnly("dr-lab");
  }

  @Test
  void the_page_of_figures_shows_copies_databases_and_services_of_both_regions() throws Exception {
    var emitted = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
    var body = emitted.resources("AWS::CloudWatch::Dashboard").getFirst().text("DashboardBody");
    var shown = new ArrayList<String>();
    for (var figure : JsonMapper.shared().readTree(body).get("widgets")) {
      for (var line : figure.at("/properties/metrics")) {
        var where = line.get(line.size() - 1);
        if (!where.has("expression")) {
          shown.add(line.get(1).asString() + " " + where.get("region").asString());
        }
      }
    }
    var metrics =
        List.of(
            "ReplicaLag",
            "CPUUtilization",
            "DatabaseConnections",
            "ReplicationLatency",
            "OperationsPendingReplication",
            "BytesPendingReplication",
            "MemoryUtilization");
    for (var metric : metrics) {
      assertThat(shown).contains(metric + " ap-southeast-2", metric + " us-west-2");
    }
  }

  @Test
  void questions_are_kept_to_the_logs_of_functions_and_machines() throws Exception {
    var emitted = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
    var queries =
        emitted.resources("AWS::Logs::QueryDefinition").stream()
            .filter(it -> it.folder().equals("functions"))
            .toList();
    assertThat(queries)
        .extracting(it -> it.text("Name"))
        .containsExactly(
            "lifeboat/dr-lab/functions/failures",
            "lifeboat/dr-lab/functions/calls",
            "lifeboat/dr-lab/functions/steps");
    assertThat(queries.stream().map(it -> it.properties().get("LogGroupNames").size()))
        .containsExactly(4, 4, 1);
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void each_region_has_its_tables_kept_safe(Plan plan) throws Exception {
    var emitted = EmittedAccount.of(plan);
    for (var region : plan.regions().values()) {
      var tables =
          emitted.resources("AWS::DynamoDB::Table").stream()
              .filter(it -> it.folder().equals(region.role().word()))
              .toList();
      assertThat(tables)
          .extracting(it -> it.text("TableName"))
          .containsExactlyElementsOf(
              PlanTable.of(plan, region).stream().map(PlanTable::name).toList());
      for (var table : tables) {
        assertThat(table.properties().path("DeletionProtectionEnabled").asBoolean()).isTrue();
        assertThat(table.properties().at("/SSESpecification/SSEEnabled").asBoolean()).isTrue();
        assertThat(
                table
                    .properties()
                    .at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                    .asBoolean())
            .isTrue();
        assertThat(table.body().path("DeletionPolicy").asString()).isEqualTo("Retain");
      }
      assertThat(
              emitted
                  .each(ProvisionFiles.MODULE)
                  .get(region.role().word())
                  .at("/provider/aws/region")
                  .asString())
          .isEqualTo(AwsRegion.nameOf(region));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void buckets_are_private_versioned_and_asked_over_tls_alone(Plan plan) throws Exception {
    var emitted = EmittedAccount.of(plan);
    for (var bucket : emitted.resources("AWS::S3::Bucket")) {
      assertThat(bucket.properties().at("/VersioningConfiguration/Status").asString())
          .isEqualTo("Enabled");
      assertThat(bucket.properties().get("PublicAccessBlockConfiguration"))
          .hasSize(4)
          .allMatch(JsonNode::asBoolean);
      assertThat(bucket.body().path("DeletionPolicy").asString()).isEqualTo("Retain");
    }
    assertThat(emitted.resources("AWS::S3::BucketPolicy"))
        .hasSameSizeAs(emitted.resources("AWS::S3::Bucket"))
        .allSatisfy(it -> {
          var refused = statements(it.properties().get("PolicyDocument")).getLast();
          assertThat(refused.get("Effect").asString()).isEqualTo("Deny");
          assertThat(refused.get("Action").get(0).asString()).isEqualTo("s3:*");
          assertThat(refused.at("/Condition/Bool/aws:SecureTransport/0").asString())
              .isEqualTo("false");
          assertThat(refused.get("Resource")).hasSize(2);
        });
  }

  private static List<JsonNode> statements(JsonNode policy) {
    var all = new ArrayList<JsonNode>();
    policy.get("Statement").forEach(all::add);
    return all;
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void logs_are_kept_for_a_while_and_functions_can_be_called(Plan plan) throws Exception {
    var emitted = EmittedAccount.of(plan);
    assertThat(emitted.resources("AWS::Logs::LogGroup"))
        .allSatisfy(it -> assertThat(it.properties().get("RetentionInDays").asInt()).isEqualTo(90));
    for (var function : emitted.resources("AWS::Lambda::Function")) {
      assertThat(Class.forName(function.text("Handler")).getMethods())
          .as("a class that Lambda can call")
          .anyMatch(it -> it.getName().equals("handleRequest"));
      assertThat(function.properties().has("DeadLetterConfig")).isTrue();
      assertThat(function.properties().get("Timeout").asInt()).isBetween(60, 900);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void each_wildcard_has_a_written_reason(Plan plan) throws Exception {
    for (var policy : EmittedAccount.of(plan).resources("AWS::IAM::ManagedPolicy")) {
      var reasons = policy.body().at("/Metadata/Wildcards");
      for (var statement : statements(policy.properties().get("PolicyDocument"))) {
        var resources = statement.get("Resource");
        for (var resource : resources) {
          var text = resource.isString() ? resource.asString() : resource.get("Fn::Sub").asString();
          var named = text.equals("*") ? statement.get("Action") : resources;
          if (text.equals("*")) {
            assertThat(StreamSupport.stream(named.spliterator(), false))
                .allMatch(it -> reasons.has(it.asString()));
          } else if (text.contains("*")) {
            assertThat(reasons.has(text)).as(text).isTrue();
          }
        }
      }
    }
  }

  @Test
  void who_changes_something_has_shown_a_second_factor() throws Exception {
    var roles = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
    for (var use : List.of(Use.EXECUTE, Use.DRILL, Use.RESIDUE)) {
      assertThat(roles.resources("AWS::IAM::Role"))
          .filteredOn(it -> it.text("RoleName").equals("lifeboat-dr-lab-" + use))
          .singleElement()
          .satisfies(it ->
              assertThat(
                      it.properties()
                          .at(
                              "/AssumeRolePolicyDocument/Statement/0/Condition/Bool/aws:MultiFactorAuthPresent/0")
                          .asString())
                  .isEqualTo("true"));
    }
  }
}
