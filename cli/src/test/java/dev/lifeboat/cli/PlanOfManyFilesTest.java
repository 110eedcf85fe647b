package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.regions.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder with a plan that names files, as commands take it.
class PlanOfManyFilesTest {
  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(
        folder.resolve("lifeboat.yaml"),
        """
        plan: portfolio
        regions: { east: {}, west: {} }
        include: [teams/*.yaml]
        """);
    Files.createDirectory(folder.resolve("teams"));
    team("pay", "dependsOn: [shop]");
    team("shop", "dependsOn: []");
  }

  @Test
  void a_folder_is_assessed_as_its_plan() {
    var told = Invocation.of("assess", folder, "--history", "none", "--json");

    assertThat(told.exitCode()).as(told.err()).isZero();
    assertThat(told.json().path("workloads").valueStream().map(it -> it.path("name").asString()))
        .containsExactly("pay", "shop");
    assertThat(told.json().path("plan").asString()).isEqualTo("portfolio");
  }

  @Test
  void a_mistake_in_a_team_s_file_is_told_there() throws Exception {
    team("shop", "dependsOn: [pai]");

    var told = Invocation.of("assess", folder, "--json");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.out()).contains("LB1001").contains("teams/shop.yaml:5:17");
  }

  /// Goal: what a run keeps says it all, and is the plan that its hash names.
  @Test
  void what_a_run_keeps_is_the_whole_plan() throws Exception {
    var file = Kinds.read(folder);

    var kept = Kinds.READER.read("plan.yaml", file.bytes()).orThrow();

    assertThat(kept).isEqualTo(file.plan());
    assertThat(file.path()).isEqualTo(folder.resolve("lifeboat.yaml"));
    assertThat(file.text()).doesNotContain("include");
  }

  @Test
  void strategies_are_not_written_into_a_plan_of_many_files() throws Exception {
    var before = Files.readString(folder.resolve("teams/shop.yaml"));

    var told = Invocation.of("assess", folder, "--history", "none", "--write");

    assertThat(told.exitCode()).isEqualTo(2);
    assertThat(told.err()).contains("it names other files");
    assertThat(folder.resolve("teams/shop.yaml")).hasContent(before);
  }

  /// Each says something of the plan, which it has not read else.
  @Test
  void each_command_takes_the_folder_for_its_plan() throws Exception {
    var state = Files.createDirectory(folder.resolve("state"));

    var watched = Invocation.of("watch", folder, "--state", state, "--workload", "none");
    var broken = Invocation.of("lab", "break", folder, "region", "nowhere", "--state", state);
    var looked = Invocation.of("doctor", folder, "--state", state, "--json");
    var laidOut = Invocation.of("fmt", folder, "--check", "--json");

    assertThat(watched.err()).contains("none", "pay, shop").doesNotContain("LB4004");
    assertThat(broken.err()).contains("nowhere", "east");
    assertThat(looked.json().path("plan").asString()).isEqualTo("portfolio");
    assertThat(laidOut.json().path("file").asString())
        .isEqualTo(folder.resolve("lifeboat.yaml").toString());
    assertThat(laidOut.exitCode()).isZero();
  }

  private void team(String name, String keys) throws Exception {
    Files.writeString(
        folder.resolve("teams/" + name + ".yaml"),
        """
        workloads:
          %s:
            tier: premium
            strategy: pilot-light
            %s
            resources: { %s-db: { type: database } }
        """
            .formatted(name, keys, name));
  }
}
