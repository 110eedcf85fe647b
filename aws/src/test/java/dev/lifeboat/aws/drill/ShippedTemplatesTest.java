package dev.lifeboat.aws.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the templates of experiments that the example ships have in common.
final class ShippedTemplatesTest {
  private static final Path FOLDER = Path.of("..", "examples", "dr-lab-warm-standby", "fis");

  /// As "AWS FIS Actions reference" has them, each with the kind of its targets.
  private static final Map<String, String> ACTIONS =
      Map.of(
          "aws:network:disrupt-connectivity", "Subnets",
          "aws:ecs:stop-task", "Tasks",
          "aws:rds:reboot-db-instances", "DBInstances");

  @Test
  void each_ends_by_itself_or_at_once_and_can_be_stopped_by_an_alarm() throws Exception {
    var templates = new TreeMap<String, JsonNode>();
    try (var files = Files.list(FOLDER)) {
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
