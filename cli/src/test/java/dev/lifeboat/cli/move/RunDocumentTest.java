package dev.lifeboat.cli.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.cli.Invocation;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.ProgressPrinter;
import dev.lifeboat.control.MemoryRuns;
import dev.lifeboat.control.ProgressEvent;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a command prints of a run, in a world that lives in memory.
class RunDocumentTest {

  @TempDir private Path state;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Options options = new Options();

  @Test
  void a_run_that_reaches_every_goal_is_a_line_and_exit_code_0() throws Exception {
    assertThat(execute(Mode.FAILOVER, false)).isZero();
    assertThat(out.toString())
        .startsWith("failover of storefront/shop from east to west, run ")
        .endsWith(": done\n");
  }

  /// Whatever began it is not there to bring the writer home.
  @Test
  void one_that_was_taken_up_and_is_away_from_home_tells_the_way_home() throws Exception {
    var storefront = Path.of("..", "examples", "storefront", "lifeboat.yaml");
    var plan = Kinds.read(storefront).plan();
    var terminal = Invocation.terminal(out, err);
    try (var progress = progress()) {
      var asked = terminal.requester(progress, "ann");
      var stopped = new MemoryRuns(state).execute(Mode.FAILOVER, false, asked);

      options.state = state.resolve(".lifeboat");
      assertThat(RunDocument.printResumed(stopped, plan, terminal, options)).isZero();
      assertThat(err.toString()).contains("in west; bring it home with  lifeboat failback PLAN");

      var file = state.resolve("lifeboat.yaml");
      var other = Files.readString(storefront).replaceFirst("(?m)^plan: .*", "plan: another");
      Files.writeString(file, other);
      assertThat(PlanNearby.typed(plan, "shop", options.state)).isEqualTo("PLAN");
      Files.copy(storefront, file, StandardCopyOption.REPLACE_EXISTING);
      assertThat(RunDocument.printResumed(stopped, plan, terminal, options)).isZero();
      assertThat(err.toString()).contains("bring it home with  lifeboat failback " + file);
    }
  }

  @Test
  void one_that_is_taken_back_fails() throws Exception {
    assertThat(execute(Mode.SWITCHOVER, true)).isEqualTo(1);
    assertThat(out.toString()).contains(": undone");
  }

  @Test
  void json_is_one_document_with_the_outcome() throws Exception {
    options.json = true;

    execute(Mode.SWITCHOVER, false);

    var document = new Invocation(0, out.toString(), "").json();
    assertThat(document.path("schema").asString()).isEqualTo("lifeboat.run/v1");
    assertThat(document.path("mode").asString()).isEqualTo("switchover");
    assertThat(document.path("outcome").asString()).isEqualTo("done");
    assertThat(document.path("evidence").path("verified").asBoolean()).isTrue();
    assertThat(document.path("exitCode").asInt()).isZero();
  }

  @Test
  void progress_as_json_is_one_object_a_line() throws Exception {
    options.progress = ProgressPrinter.Form.json;

    execute(Mode.FAILOVER, false);

    assertThat(err.toString().lines()).isNotEmpty();
    assertThat(err.toString().lines())
        .allSatisfy(line ->
            assertThat(
                    OutputJson.read(line.getBytes(StandardCharsets.UTF_8))
                        .path("schema")
                        .asString())
                .isEqualTo("lifeboat.progress/v1"));
  }

  @Test
  void a_controller_that_was_stopped_tells_how_to_go_on() {
    var run = new RunId("20261120-150411-7q2k");
    try (var progress = progress()) {
      progress.on(new ProgressEvent.Interrupted(run));
    }
    assertThat(err.toString()).contains("go on with  lifeboat resume " + run.value());
  }

  private ProgressPrinter progress() {
    return new ProgressPrinter(
        Invocation.terminal(out, err).err(), options.progress, Clock.systemUTC());
  }

  private int execute(Mode mode, boolean undo) throws Exception {
    var terminal = Invocation.terminal(out, err);
    try (var progress = progress()) {
      var stopped = new MemoryRuns(state).execute(mode, undo, terminal.requester(progress, "ann"));
      return RunDocument.print(stopped, terminal, options);
    }
  }
}
