package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.PastRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: a plan that names what its lab was not brought up with is refused before anything is done.
///
/// Method: every command that opens a lab, on the lab of another plan of the same name.
final class RenamedPlanTest {
  private static final String RUN = "20261120-150411-7q2k";

  /// What each command ends with: a look tells what it does not know, an act is refused.
  private static final List<String> COMMANDS =
      List.of(
          "3 check PLAN",
          "3 status PLAN",
          "3 doctor PLAN",
          "3 failover PLAN --dry-run",
          "1 failover PLAN",
          "1 switchover PLAN",
          "1 failback PLAN",
          "1 reprotect PLAN",
          "1 drill PLAN",
          "1 watch PLAN",
          "1 runbook PLAN",
          "1 ledger PLAN --kept",
          "1 lab up PLAN",
          "1 lab status PLAN",
          "1 lab break PLAN region east",
          "1 lab heal PLAN link-cut");

  @TempDir private Path folder;
  private Path state;

  @BeforeEach
  void begin() {
    state = folder.resolve("state");
  }

  /// The storefront's, with a word in the place of another.
  private Path plan(String word, String instead) throws Exception {
    var text = Files.readString(Invocation.STOREFRONT);
    var edited = text.replaceAll("\\b%s\\b".formatted(word), instead);
    assertThat(edited).isNotEqualTo(text);
    return Files.writeString(folder.resolve("lifeboat.yaml"), edited);
  }

  private Invocation tell(String line, Path plan) {
    var words = line.replace("PLAN", plan.toString()).split(" ");
    return Invocation.of(
        (Object[])
            Stream.concat(Stream.of(words), Stream.of("--state", state.toString()))
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"service, web", "region, east", "workload, shop", "bucket, images"})
  void no_command_acts_on_the_lab_of_another_plan(String type, String name) throws Exception {
    var lab = QuietLab.of(plan(name, "api"), state);
    var told = "it has no %s '%s' (it has 'api')".formatted(type, name);
    var before = files(lab.folder().lab());

    for (var command : COMMANDS) {
      var ended = tell(command.substring(2), Invocation.STOREFRONT);
      assertThat(ended.out() + ended.err())
          .as(command)
          .contains("was brought up with another plan: " + told)
          .doesNotContain("internal error");
      assertThat(ended.exitCode()).as("%s: %s", command, ended).isEqualTo(command.charAt(0) - '0');
    }

    assertThat(files(lab.folder().lab())).isEqualTo(before);
    assertThat(tell("lab down PLAN", Invocation.STOREFRONT).exitCode()).isZero();
  }

  private static List<String> files(Path lab) throws Exception {
    var files = new ArrayList<String>();
    try (var all = Files.walk(lab)) {
      all.sorted().forEach(it -> files.add(lab.relativize(it).toString()));
    }
    return files;
  }

  /// Its own plan is asked for, whatever the plan's file says now.
  @Test
  void a_run_of_another_plan_is_not_taken_up_in_it() throws Exception {
    var lab = QuietLab.of(plan("web", "api"), state);
    new PastRuns(state).open(RUN, lab.placements());

    var refused = tell("resume " + RUN, Invocation.STOREFRONT);

    assertThat(refused.exitCode()).as("%s", refused).isEqualTo(1);
    assertThat(refused.err()).contains("LB5004", "no service 'web' (it has 'api')");
  }

  @Test
  void what_matters_to_lifeboat_alone_may_change_while_the_lab_is_up() throws Exception {
    QuietLab.of(Invocation.STOREFRONT, state);
    var changed = plan("rto: 15m, rpo: 5m", "rto: 20m, rpo: 1m");

    var status = tell("status PLAN", changed);

    assertThat(status.out() + status.err()).contains("storefront  ").doesNotContain("LB5004");
  }
}
