package dev.lifeboat.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The Terraform of the pilot light's example is that of seed 003, and fits the plan beside it.
class LampStackTest {
  private static final Path STACK = Checkout.ROOT.resolve("examples/lamp-pilot-light/terraform");

  /// Seed 003, "Project Directory Structure".
  private static final List<String> MODULES =
      List.of(
          "alb",
          "ami",
          "ec2",
          "ecr",
          "global_accelerator",
          "iam",
          "manual_snapshot",
          "primary_monitoring",
          "rds",
          "s3",
          "secondary_failover",
          "security_group",
          "vpc");

  /// Seed 003, "Configure Variables": 23, and two lists of zones.
  private static final List<String> VARIABLES =
      List.of(
          "primary_region",
          "secondary_region",
          "primary_bucket_name",
          "secondary_bucket_name",
          "vpc_cidr",
          "public_subnet_cidrs",
          "private_subnet_cidrs",
          "vpc_secondary_cidr",
          "public_secondary_subnet_cidrs",
          "private_secondary_subnet_cidrs",
          "db_name",
          "db_username",
          "db_password_ssm_param",
          "desired_capacity",
          "secondary_desired_capacity",
          "account_id",
          "repository_name",
          "health_check_path",
          "primary_asg_name",
          "secondary_asg_name",
          "replica_db_identifier",
          "main_db_identifier",
          "ami_name",
          "availability_zones",
          "availability_zones_secondary");

  /// The arbiter's region, in which the stack makes nothing.
  private static final String WITNESS = "eu-central-1";

  private static final List<String> NAMED_BY_THE_PLAN =
      List.of(
          "primary_region",
          "secondary_region",
          "primary_bucket_name",
          "secondary_bucket_name",
          "health_check_path",
          "primary_asg_name",
          "secondary_asg_name",
          "replica_db_identifier",
          "main_db_identifier");

  private static final String STAND_IN =
      """
      #!/usr/bin/env bash
      printf '%s %s\\n' "${0##*/}" "$*" >>"$FOLDER/calls"
      case "${0##*/} $*" in
        'aws dynamodb'*) printf '%s\\n' "$LOCK" ;;
      esac
      """;

  @TempDir private Path folder;

  @Test
  void it_has_the_modules_of_the_seed_and_calls_each() throws Exception {
    var main = Files.readString(STACK.resolve("main.tf"));

    try (var modules = Files.list(STACK.resolve("modules"))) {
      assertThat(modules.map(it -> String.valueOf(it.getFileName())))
          .containsExactlyInAnyOrderElementsOf(MODULES);
    }
    assertThat(MODULES).allSatisfy(it -> assertThat(main).contains("\"./modules/" + it + "\""));
  }

  @Test
  void its_variables_are_those_of_the_seed() throws Exception {
    var declared = found("variables.tf", "(?m)^variable \"(\\w+)\"");

    assertThat(declared).containsAll(VARIABLES);
    assertThat(declared)
        .filteredOn(it -> !VARIABLES.contains(it))
        .as("may be left out")
        .containsExactly(
            "certificate_arn",
            "certificate_arn_secondary",
            "alarm_topic_arn",
            "alarm_topic_arn_secondary");
    assertThat(found("terraform.tfvars", "(?m)^(\\w+) +="))
        .containsExactlyInAnyOrderElementsOf(VARIABLES);
    assertThat(found("outputs.tf", "(?m)^output \"(\\w+)\""))
        .contains("alb_dns_name", "global_accelerator_dns");
  }

  @Test
  void the_plan_names_what_it_makes() throws Exception {
    var plan = Files.readString(STACK.resolveSibling("lifeboat.yaml"));

    for (var variable : NAMED_BY_THE_PLAN) {
      var value = found("terraform.tfvars", "(?m)^%s +=.*\"(.*)\"".formatted(variable));
      assertThat(value).as(variable).hasSize(1);
      assertThat(plan).contains(value.getFirst());
    }
    assertThat(plan).contains(found("main.tf", "users_alarm_name +=.*\"(.*)\""));
  }

  /// Goal: nobody copies twelve values by hand.
  @Test
  void the_stack_fills_in_what_only_it_knows_of_the_plan() throws Exception {
    var examples =
        Pattern.compile("arn:[\\w:/.-]+|\\bsg-\\w+|https://[\\w:/.-]+|\\w+-\\w+-\\d(?= )")
            .matcher(Files.readString(STACK.resolveSibling("lifeboat.yaml")))
            .results()
            .map(MatchResult::group)
            .filter(it -> !it.equals(WITNESS))
            .toList();

    assertThat(examples).hasSizeGreaterThan(10);
    assertThat(found("outputs.tf", "(?m)^    \"(\\S+)\" += (?:var|module|\"\\$)"))
        .containsAll(examples)
        .doesNotHaveDuplicates();
  }

  /// RDS refuses the name of a snapshot that is there, which one of an earlier stack may be.
  @Test
  void each_stack_has_a_last_snapshot_of_its_own() throws Exception {
    assertThat(found("modules/rds/main.tf", "final_snapshot_identifier = \"(.*)\""))
        .containsExactly("${var.main_db_identifier}-final-${terraform_data.made.output}");
  }

  /// No image can be built in a test: no machine has to have the tools of containers. The page
  /// itself is asked by `.ci/labs`.
  @Test
  void the_container_has_the_page_of_the_servers_and_the_paths_of_the_other_labs()
      throws Exception {
    assertThat(found("app/Dockerfile", "(?m)^COPY (\\S+)")).containsExactly("lamp.conf", "ref.php");
    assertThat(found("main.tf", "module}/app/(ref.php|lamp.conf)\""))
        .containsExactlyInAnyOrder("lamp.conf", "ref.php");
    assertThat(found("app/lamp.conf", "(?m)^Alias (\\S+) /var/www/html/ref.php"))
        .containsExactly("/ref", "/dbcheck", "/healthz");
    for (var setting : found("app/ref.php", "setting\\('(LAMP_(?!PLAIN)\\w+)'\\)")) {
      assertThat(found("app/Dockerfile", "# Told: .*(%s)\\b".formatted(setting))).hasSize(1);
      assertThat(found("app/user-data.sh.tftpl", "SetEnv (%s) ".formatted(setting))).hasSize(1);
    }
  }

  @Test
  void each_alarm_tells_whoever_listens() throws Exception {
    var modules = Map.of("primary_monitoring", 3, "secondary_failover", 3, "manual_snapshot", 1);
    for (var module : modules.entrySet()) {
      var file = "modules/%s/main.tf".formatted(module.getKey());
      var alarms = found(file, "resource \"aws_cloudwatch_(metric_alarm)\"");
      assertThat(alarms).hasSize(module.getValue());
      for (var key : List.of("alarm_actions", "ok_actions")) {
        assertThat(found(file, key + " += (local.tells)")).hasSameSizeAs(alarms);
      }
      assertThat(found("main.tf", "(alarm_topic_arn) +=")).hasSize(modules.size());
    }
  }

  /// Seed 003, "State Lock Issues".
  @Test
  @Timeout(60)
  void who_holds_the_lock_is_told_before_terraform_asks() throws Exception {
    var lock =
        """
        {"ID":"0d5e-7c","Operation":"OperationTypeApply","Who":"eve@desk","Created":"2026-11-01T02:03:04Z"}\
        """
            .strip();

    var calls = calls("yes", 0, lock, "./bash_scripts/state_file.sh", "unlock");

    assertThat(said()).contains("eve@desk holds 0d5e-7c since 2026-11-01T02:03:04Z");
    assertThat(calls)
        .containsExactly(
            "aws dynamodb get-item --region eu-west-1 --table-name ali-amalitech-state-lock"
                + " --consistent-read --key {\"LockID\":{\"S\":"
                + "\"ali-amalitech-state-bucket/lamp-pilot-light/terraform.tfstate\"}}"
                + " --query Item.Info.S --output text",
            "terraform force-unlock 0d5e-7c");
  }

  @Test
  @Timeout(60)
  void a_lock_that_nobody_holds_is_not_ended() throws Exception {
    assertThat(calls("", 0, "None", "./bash_scripts/state_file.sh", "unlock"))
        .singleElement()
        .asString()
        .startsWith("aws dynamodb");
    assertThat(said()).isEqualTo("nobody holds the lock\n");
  }

  /// Seed 003, "Operational Testing". Whoever does not type the plan's name changes nothing.
  @Test
  @Timeout(60)
  void the_test_of_a_failover_is_also_where_the_seed_types_it() throws Exception {
    assertThat(calls("no", 1, "", "./test_failover.sh")).isEmpty();

    assertThat(said()).contains("type its name to go on", "nothing was changed");
  }

  private List<String> calls(String typed, int exitCode, String lock, String... words)
      throws Exception {
    return new ToolStandIns(folder, STAND_IN)
        .calls(STACK, typed, exitCode, Map.of("LOCK", lock), words);
  }

  private String said() throws IOException {
    return new ToolStandIns(folder, STAND_IN).said();
  }

  private static List<String> found(String file, String pattern) throws IOException {
    return Stream.of(Files.readString(STACK.resolve(file)))
        .flatMap(text -> Pattern.compile(pattern).matcher(text).results())
        .map(it -> it.group(1))
        .toList();
  }
}
