package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.IamPolicy;
import dev.lifeboat.aws.iam.IamPolicy.Use;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.plan.Plan;
import java.util.List;
import java.util.Map;
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
          "logs:DeleteLogDelivery",
          "rds:DeleteDBInstance",
          "s3:DeleteBucketPolicy",
          "s3:DeleteObject",
          "s3:DeleteObjectVersion");

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
            if (parts[0].equals("s3:DeleteObjectVersion")) {
              assertThat(parts[1]).as("the canary's").matches("arn:aws:s3:::[^/*]+/[^/*]+/.*");
            }
          }
        });
  }

  /// Nothing is added to what a use needs, but to log and to keep what failed.
  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void each_role_may_do_what_its_use_needs_and_no_more(Plan plan) throws Exception {
    var names = new StackNames(plan);
    var may = rights(EmittedAccount.of(plan));
    for (var use : List.of(Use.CHECK, Use.EXECUTE, Use.WATCH, Use.DRILL, Use.RESIDUE)) {
      assertThat(may.get(names.of(use.toString()))).as(use.toString()).isEqualTo(needed(plan, use));
    }
    var functions =
        Map.of(
            AccountNames.function(plan), Use.EXECUTE,
            names.of("failover"), Use.FAILOVER,
            names.of("recovery"), Use.RECOVER,
            names.of("parameters"), Use.PARAMETERS);
    for (var function : functions.entrySet()) {
      var has = may.get(ResourceId.shortened(function.getKey() + "-function"));
      assertThat(has == null)
          .isEqualTo(!EmittedAccount.of(plan).files().containsKey("functions/main.tf.json"));
      if (has != null) {
        var needed = needed(plan, function.getValue());
        assertThat(has).containsAll(needed);
        has.removeAll(needed);
        assertThat(has)
            .extracting(it -> it.split(" ", 2)[0])
            .containsExactly("logs:CreateLogStream", "logs:PutLogEvents", "sqs:SendMessage");
      }
    }
  }

  private static TreeSet<String> needed(Plan plan, Use use) throws Exception {
    var rights = new TreeSet<String>();
    for (var it : IamPolicy.of(plan, use, References.ACCOUNT).statements()) {
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

  private static Map<String, TreeSet<String>> rights(EmittedAccount emitted) {
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
