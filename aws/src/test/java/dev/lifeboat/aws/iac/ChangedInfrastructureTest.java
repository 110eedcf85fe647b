package dev.lifeboat.aws.iac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iac.ChangedInfrastructure.Part;
import dev.lifeboat.aws.iam.Malls;
import dev.lifeboat.aws.keys.AwsKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a user's next deploy would change back, for the plans that are shipped.
class ChangedInfrastructureTest {
  private static ChangedInfrastructure of(String example) throws Exception {
    var plan = AwsKeys.reader().read(Path.of("..", "examples", example, "lifeboat.yaml")).orThrow();
    return ChangedInfrastructure.of(plan, plan.workloads().values());
  }

  @Test
  void the_warm_standby_has_databases_tasks_secrets_and_buckets_in_both_regions() throws Exception {
    assertThat(of("dr-lab-warm-standby").parts())
        .extracting(it -> "%s %s %s".formatted(it.kind(), it.awsRegion(), it.id()))
        .containsExactlyInAnyOrder(
            "DATABASE ap-southeast-2 dr-lab-db",
            "DATABASE us-west-2 dr-lab-replica",
            "TASKS ap-southeast-2 dr-lab-primary/dr-lab-service",
            "TASKS us-west-2 dr-lab-secondary/dr-lab-service",
            "SECRET ap-southeast-2 dr-lab/database",
            "SECRET us-west-2 dr-lab/database",
            "BUCKET_POLICY ap-southeast-2 dr-lab-app-data-primary",
            "BUCKET_POLICY us-west-2 dr-lab-app-data-secondary",
            "BUCKET_REPLICATION ap-southeast-2 dr-lab-app-data-primary",
            "BUCKET_REPLICATION us-west-2 dr-lab-app-data-secondary");
  }

  @Test
  void terraform_lets_go_of_the_instance_that_made_way_and_scales_nothing_back() throws Exception {
    var text = TerraformText.of(of("dr-lab-warm-standby"));

    assertThat(text)
        .contains(
            """
            #   terraform state rm aws_db_instance.dr_lab_database_secondary
            import {
              to = aws_db_instance.dr_lab_database_secondary
              id = "dr-lab-replica"
            }
            """)
        .contains(
            """
            resource "aws_ecs_service" "dr_lab_web_secondary" {
              lifecycle {
                ignore_changes = [desired_count]
              }
            }
            """);
    assertThat(text.lines().filter(it -> it.startsWith("resource ")))
        .as("no address twice")
        .doesNotHaveDuplicates()
        .hasSize(10);
  }

  /// Goal: whoever applies the pilot light's Terraform after a move changes nothing back.
  @Test
  void the_terraform_of_the_pilot_light_leaves_alone_what_its_runs_change() throws Exception {
    var modules = modules();
    var kinds =
        of("lamp-pilot-light").parts().stream()
            .map(Part::kind)
            // Its buckets have no policy of Terraform's.
            .filter(it -> modules.contains("\"%s\"".formatted(it.terraform())))
            .distinct()
            .toList();

    assertThat(kinds)
        .containsExactlyInAnyOrder(
            InfrastructureKind.DATABASE,
            InfrastructureKind.GROUP,
            InfrastructureKind.BUCKET_REPLICATION,
            InfrastructureKind.ENDPOINT_GROUP);
    for (var kind : kinds) {
      var blocks =
          Pattern.compile("(?ms)^resource \"%s\" .*?^\\}".formatted(kind.terraform()))
              .matcher(modules)
              .results()
              .map(MatchResult::group)
              .toList();
      assertThat(blocks)
          .isNotEmpty()
          .allSatisfy(it ->
              assertThat(it.replaceAll("(?s).*ignore_changes = \\[(.*?)\\].*", "$1").split(", "))
                  .containsExactlyInAnyOrderElementsOf(kind.attributes()));
    }
  }

  private static String modules() throws IOException {
    var text = new StringBuilder();
    try (var modules =
        Files.list(Path.of("..", "examples", "lamp-pilot-light", "terraform", "modules"))) {
      for (var module : modules.toList()) {
        text.append(Files.readString(module.resolve("main.tf"))).append('\n');
      }
    }
    return text.toString();
  }

  @Test
  void what_several_workloads_have_has_an_address_each() throws Exception {
    var plan = Malls.of(3);

    var text = TerraformText.of(ChangedInfrastructure.of(plan, plan.workloads().values()));

    assertThat(text.lines().filter(it -> it.startsWith("resource ")))
        .doesNotHaveDuplicates()
        .hasSize(3 * 2 * 3);
  }

  /// Goal: nobody follows a line by which a stack promotes a replica or ends a replication.
  @Test
  void cloud_formation_is_told_to_leave_lines_as_they_are_and_never_to_leave_them_out()
      throws Exception {
    assertThat(CloudFormationText.of(of("dr-lab-warm-standby")))
        .contains("Neither edit nor remove", "Stays as it is: SourceDBInstanceIdentifier,")
        .doesNotContainIgnoringCase("leave out")
        .doesNotContainIgnoringCase("left out");
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.aws.keys.ShippedPlans#movable")
  void each_region_has_a_fragment_that_deletes_and_replaces_nothing(String example)
      throws Exception {
    var changed = of(example);
    var documents = List.of(CloudFormationText.of(changed).split("---\n"));

    assertThat(documents).hasSize(2);
    for (var document : documents) {
      var ids = document.lines().filter(it -> it.matches("  [A-Za-z0-9]+:")).toList();
      assertThat(ids).doesNotHaveDuplicates().hasSize(changed.parts().size() / 2);
      assertThat(document.lines().filter(it -> it.endsWith("DeletionPolicy: Retain")))
          .hasSameSizeAs(ids);
    }
  }
}
