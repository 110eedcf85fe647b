package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The templates that the example ships are taken by the AWS command line, which knows each member.
@ExtendWith(TestBed.InTests.class)
final class ExperimentTemplatesTest {
  private static final String FOLDER = "examples/dr-lab-warm-standby/fis";

  /// As "AWS FIS Actions reference" has them, each with the kind of its targets.
  private static final Map<String, String> ACTIONS =
      Map.of(
          "aws:network:disrupt-connectivity", "Subnets",
          "aws:ecs:stop-task", "Tasks",
          "aws:rds:reboot-db-instances", "DBInstances");

  @TempDir Path folder;

  @Test
  void each_scenario_that_breaks_something_has_one_that_is_taken(TestBed bed) throws Exception {
    var terminal = new AwsTerminal(bed, folder, Map.of());

    var typed =
        terminal.type(
            "for it in %s/*.json; do aws fis create-experiment-template --region %s --cli-input-json file://$it --query experimentTemplate.id --output text || exit 1; done"
                .formatted(AwsTerminal.file(FOLDER), TestBed.PRIMARY));

    assertThat(typed.exitCode()).as("%s", typed).isZero();
    assertThat(typed.out().lines()).hasSize(5).allMatch(it -> it.startsWith("EXT"));
  }

  @Test
  void each_ends_by_itself_or_at_once_and_can_be_stopped_by_an_alarm() throws Exception {
    var templates = new TreeMap<String, JsonNode>();
    try (var files = Files.list(AwsTerminal.file(FOLDER))) {
      for (var file : files.toList()) {
        templates.put(
            file.getFileName().toString().replace(".json", ""),
            JsonMapper.shared().readTree(Files.readString(file)));
      }
    }
    assertThat(templates.keySet())
        .isEqualTo(
            Set.of("region-loss", "region-silent", "database-loss", "zone-loss", "service-loss"));
    templates.forEach((name, template) -> {
      assertThat(template.at("/stopConditions/0/source").asString())
          .as(name)
          .isEqualTo("aws:cloudwatch:alarm");
      for (var action : template.path("actions")) {
        var id = action.path("actionId").asString();
        var target = action.path("targets").path(ACTIONS.getOrDefault(id, "unknown"));
        assertThat(template.path("targets").has(target.asString(""))).as(id).isTrue();
        assertThat(action.at("/parameters/duration").isString())
            .as(id)
            .isEqualTo(id.startsWith("aws:network:"));
      }
    });
  }
}
