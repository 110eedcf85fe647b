package dev.lifeboat.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Scripts that `lifeboat init` copies beside a plan with another fence than the example's. The
/// tools that they call stand in for the real ones, and do nothing.
@Timeout(60)
class CopiedScriptsTest {
  private static final String MACHINE = "arn:aws:states:us-west-2:123456789012:stateMachine:m";

  @TempDir private Path folder;

  private String typed(String example, String script, int exitCode) throws Exception {
    assertThat(Invocation.of("init", folder.resolve("lifeboat.yaml"), "--from", example).exitCode())
        .isZero();
    return run(script, example.startsWith("lamp") ? "lamp" : "dr-lab", exitCode);
  }

  private String run(String script, String name, int exitCode) throws Exception {
    var aws = folder.resolve("aws");
    Files.writeString(aws, "#!/bin/sh\necho \"called $1 $2\" >&2\necho %s\n".formatted(MACHINE));
    assertThat(aws.toFile().setExecutable(true)).isTrue();
    var said = folder.resolve("said");
    var builder =
        new ProcessBuilder("bash", folder.resolve(script).toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
    builder.environment().put("LIFEBOAT", "false");
    var process = builder.start();
    try (var in = process.outputWriter()) {
      in.write(name + "\n");
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isEqualTo(exitCode);
    return Files.readString(said);
  }

  @Test
  void the_test_of_a_failover_makes_the_move_that_the_plan_can_make() throws Exception {
    assertThat(typed("lamp-pilot-light", "test_failover.sh", 1))
        .contains("+ false failover ", "nothing was changed")
        .doesNotContain("called");

    var plan = folder.resolve("lifeboat.yaml");
    Files.writeString(plan, Files.readString(plan).replace("fence: api", "fence: guard"));
    assertThat(run("test_failover.sh", "lamp", 1)).contains("+ false switchover ");
  }

  @Test
  void a_game_day_that_needs_a_guard_changes_nothing() throws Exception {
    assertThat(typed("dr-lab-warm-standby", "gamedays/2-database-failover.sh", 1))
        .contains("'fence: api' makes no planned move", "lifeboat failover", "nothing was changed")
        .doesNotContain("called");
  }

  @Test
  void an_outage_tells_who_begins_the_move() throws Exception {
    assertThat(typed("dr-lab-warm-standby", "gamedays/1-primary-outage.sh", 0))
        .contains("called ecs update-service", "by 'fence: api' nobody proposes a move")
        .contains("lifeboat failover " + folder.resolve("gamedays/../lifeboat.yaml"));
  }
}
