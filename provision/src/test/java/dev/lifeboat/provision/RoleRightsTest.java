package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamPolicy.Use;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.keys.FenceChoice;
import dev.lifeboat.aws.states.PollPace;
import dev.lifeboat.aws.states.RolePolicy;
import dev.lifeboat.aws.states.StateMachineCompiler;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Region;
import dev.lifeboat.plan.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Rights of the roles in the templates of all plans, each an action on a resource under
/// conditions.
final class RoleRightsTest {
  private static final Pattern ENDS_SOMETHING =
      Pattern.compile(":((Batch)?Delete|Purge|Terminate|Disable|Schedule\\w*Deletion)");

  /// All that may be deleted by anybody. No snapshot, backup, table, bucket, secret or key is.
  private static final Set<String> MAY_BE_DELETED =
      Set.of(
          "ec2:DeleteNetworkAcl",
          "logs:DeleteLogDelivery",
          "rds:DeleteDBInstance",
          "s3:DeleteBucketPolicy",
          "s3:DeleteObject",
          "s3:DeleteObjectVersion");

  /// Of logs of machines, which know no resources.
  private static final List<String> DELIVERY =
      List.of(
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery");

  /// Of whoever begins a guard's task.
  private static final List<String> STARTS =
      List.of(
          "ecr:BatchGetImage",
          "ecr:GetAuthorizationToken",
          "ecr:GetDownloadUrlForLayer",
          "logs:CreateLogStream",
          "logs:PutLogEvents");

  /// Of FIS, whatever a region's experiments break.
  private static final List<String> BREAKS =
      List.of(
          "ec2:CreateNetworkAcl",
          "ec2:CreateNetworkAclEntry",
          "ec2:CreateTags",
          "ec2:DeleteNetworkAcl",
          "ec2:DescribeManagedPrefixLists",
          "ec2:DescribeNetworkAcls",
          "ec2:DescribeSubnets",
          "ec2:DescribeVpcs",
          "ec2:GetManagedPrefixListEntries",
          "ec2:ReplaceNetworkAclAssociation",
          "ecs:DescribeTasks",
          "ecs:ListTasks",
          "ecs:StopTask",
          "logs:CreateLogDelivery",
          "logs:DescribeLogGroups",
          "logs:DescribeResourcePolicies",
          "logs:PutResourcePolicy",
          "rds:DescribeDBInstances",
          "rds:RebootDBInstance",
          "tag:GetResources");

  /// Of whoever asks as users do.
  private static final List<String> VISITS =
      List.of(
          "cloudwatch:PutMetricData",
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "s3:GetBucketLocation",
          "s3:ListAllMyBuckets",
          "s3:PutObject");

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void no_role_may_end_what_is_kept(Plan plan) throws Exception {
    var residue = new StackNames(plan).of(Use.RESIDUE.toString());
    rights(EmittedAccount.of(plan))
        .forEach((role, rights) -> {
          for (var right : rights) {
            var parts = right.split(" ", 3);
            if (ENDS_SOMETHING.matcher(parts[0]).find()) {
              assertThat(parts[0]).as(role).isIn(MAY_BE_DELETED);
            }
            if (parts[0].equals("rds:DeleteDBInstance")) {
              assertThat(role).isEqualTo(residue);
              assertThat(parts[1]).as("left by a failover").endsWith("-before-e*");
            }
            if (parts[0].equals("ec2:DeleteNetworkAcl")) {
              assertThat(parts[2])
                  .as("made by an experiment")
                  .isEqualTo("{StringEquals={aws:ResourceTag/managedByFIS=[true]}}");
            }
            if (parts[0].equals("s3:DeleteObjectVersion")) {
              assertThat(parts[1]).as("the canary's").matches("arn:aws:s3:::[^/*]+/[^/*]+/.*");
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void each_action_is_named_whole(Plan plan) throws Exception {
    assertThat(rights(EmittedAccount.of(plan)).values())
        .allSatisfy(
            all -> assertThat(all).noneMatch(it -> it.substring(0, it.indexOf(' ')).contains("*")));
  }

  /// There is no other role, and nothing is added to what each needs, but to log and to keep what
  /// failed.
  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void each_role_may_do_what_its_use_needs_and_no_more(Plan plan) throws Exception {
    var may = rights(EmittedAccount.of(plan));
    var needed = new TreeMap<String, TreeSet<String>>();
    inRegions(plan, needed);
    if (EmittedAccount.of(plan).files().containsKey("functions/main.tf.json")) {
      inFunctions(plan, needed);
    }
    inOptions(plan, needed);
    assertThat(may.keySet()).isEqualTo(needed.keySet());
    needed.forEach((role, rights) -> {
      var has = may.get(role);
      assertThat(has).as(role).containsAll(rights);
      has.removeAll(rights);
      var more = has.stream().map(it -> it.split(" ", 2)[0]).toList();
      if (role.contains("-experiments-")) {
        assertThat(more).as(role).isSubsetOf(BREAKS);
        return;
      }
      assertThat(more)
          .as(role)
          .containsExactlyElementsOf(
              role.endsWith("-function")
                  ? List.of("logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage")
                  : role.endsWith("-machine")
                      ? DELIVERY
                      : role.contains("-guard-start-")
                          ? STARTS
                          : role.endsWith("-visitor-role") ? VISITS : List.of());
    });
  }

  private static void inOptions(Plan plan, Map<String, TreeSet<String>> needed) throws Exception {
    var names = new StackNames(plan);
    for (var folder : EmittedAccount.of(plan).each(ProvisionFiles.TEMPLATE).keySet()) {
      if (folder.startsWith("experiments-")) {
        needed.put(names.of(folder), new TreeSet<>());
      }
      if (folder.equals("visitor")) {
        needed.put(names.of("visitor-role"), new TreeSet<>());
      }
    }
  }

  private static void inRegions(Plan plan, Map<String, TreeSet<String>> needed) throws Exception {
    var names = new StackNames(plan);
    for (var use : List.of(Use.CHECK, Use.EXECUTE, Use.WATCH, Use.DRILL, Use.RESIDUE)) {
      if (use != Use.RESIDUE || !plan.resources(Database.class).isEmpty()) {
        needed.put(names.of(use.toString()), needed(IamPolicy.of(plan, use, References.ACCOUNT)));
      }
    }
    var guarded =
        plan.workloads().values().stream()
            .filter(it ->
                it.resources(Database.class).stream()
                    .anyMatch(of -> FenceChoice.of(of).isByGuard()))
            .map(Workload::name)
            .toList();
    for (var region : guarded.isEmpty() ? List.<Region>of() : plan.regions().values()) {
      if (region.role() != Region.Role.ARBITER) {
        needed.put(
            names.of("guard-" + region.name()),
            needed(
                IamPolicy.ofGuard(plan, guarded, Optional.of(region.name()), References.ACCOUNT)));
        if (EmittedAccount.of(plan)
            .files()
            .containsKey("guards-%s/main.tf.json".formatted(region.role().word()))) {
          needed.put(names.of("guard-start-" + region.name()), new TreeSet<>());
        }
      }
    }
  }

  private static void inFunctions(Plan plan, Map<String, TreeSet<String>> needed) throws Exception {
    var names = new StackNames(plan);
    var functions =
        Map.of(
            AccountNames.function(plan), Use.EXECUTE,
            names.of("failover"), Use.FAILOVER,
            names.of("recovery"), Use.RECOVER,
            names.of("parameters"), Use.PARAMETERS);
    for (var function : functions.entrySet()) {
      needed.put(
          ResourceId.shortened(function.getKey() + "-function"),
          needed(IamPolicy.of(plan, function.getValue(), References.ACCOUNT)));
    }
    var region = AwsRegion.nameOf(plan.recovery());
    for (var workload : plan.workloads().values()) {
      var name = AccountNames.machine(plan, workload);
      var machine = new StateMachineCompiler(plan, workload, true, PollPace.STANDARD).compile();
      needed.put(
          ResourceId.shortened(name + "-machine"),
          needed(
              RolePolicy.of(machine, name, region, References.ACCOUNT, AccountNames.topic(plan))));
    }
    var calls = new TreeSet<String>();
    add(
        calls,
        List.of("lambda:InvokeFunction"),
        Stream.of("failover", "parameters")
            .map(it -> StackNames.ARNS.of("lambda", region, "function:" + names.of(it)))
            .toList(),
        Map.of());
    needed.put(names.of("caller-functions"), calls);
  }

  private static TreeSet<String> needed(IamPolicy policy) {
    var rights = new TreeSet<String>();
    for (var it : policy.statements()) {
      var conditions = new TreeMap<String, Map<String, List<String>>>();
      it.conditions().forEach((operator, of) -> conditions.put(operator, new TreeMap<>(of)));
      add(rights, it.actions(), it.resources(), conditions);
    }
    return rights;
  }

  private static void add(
      Set<String> rights, List<String> actions, List<String> resources, Object conditions) {
    for (var action : actions) {
      resources.forEach(it -> rights.add("%s %s %s".formatted(action, it, conditions)));
    }
  }

  static Map<String, TreeSet<String>> rights(EmittedAccount emitted) {
    var rights = new TreeMap<String, TreeSet<String>>();
    for (var role : emitted.resources("AWS::IAM::Role")) {
      var policies = new TreeSet<String>();
      role.properties()
          .get("ManagedPolicyArns")
          .forEach(it -> policies.add(it.get("Ref").asString()));
      var of = rights.computeIfAbsent(role.text("RoleName"), _ -> new TreeSet<>());
      emitted.resources("AWS::IAM::ManagedPolicy").stream()
          .filter(it -> it.folder().equals(role.folder()) && policies.contains(it.id()))
          .flatMap(it -> stream(it.properties().at("/PolicyDocument/Statement")))
          .forEach(
              it -> add(of, texts(it.get("Action")), texts(it.get("Resource")), conditions(it)));
    }
    return rights;
  }

  private static Map<String, Map<String, List<String>>> conditions(JsonNode statement) {
    var conditions = new TreeMap<String, Map<String, List<String>>>();
    statement
        .path("Condition")
        .propertyStream()
        .forEach(operator -> {
          var keys = new TreeMap<String, List<String>>();
          operator
              .getValue()
              .propertyStream()
              .forEach(it -> keys.put(it.getKey(), texts(it.getValue())));
          conditions.put(operator.getKey(), keys);
        });
    return conditions;
  }

  private static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /// As a plan has them, whether or not the template puts the account into them.
  private static List<String> texts(JsonNode array) {
    return stream(array)
        .map(
            it -> it.isString() ? it.asString() : it.get("Fn::Sub").asString().replace("${!", "${"))
        .toList();
  }
}
