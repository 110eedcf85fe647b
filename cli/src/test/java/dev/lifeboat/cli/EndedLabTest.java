package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.process.ProcessRecord;
import dev.lifeboat.agent.process.ProcessRecords;
import dev.lifeboat.control.PastRuns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of a lab that is taken down, or was.
class EndedLabTest {
  private static final String RUN = "20261120-150411-7q2k";

  @TempDir private Path state;
  private PastRuns past;
  private QuietLab lab;

  @BeforeEach
  void claim() throws Exception {
    past = new PastRuns(state);
    lab = QuietLab.of(Invocation.STOREFRONT, state);
    past.open(RUN, lab.placements());
  }

  /// Method: this process is the one that executes the run.
  @Test
  void a_lab_goes_from_under_a_run_only_by_the_word_of_a_person_who_read_which() throws Exception {
    past.execute(RUN);

    var refused = run("lab", "down", Invocation.STOREFRONT);

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("LB1006", "executes run " + RUN, " --confirm storefront", "nothing was changed");
    assertThat(state.resolve("lab/storefront/lab.json")).exists();
    var done = run("lab", "down", Invocation.STOREFRONT, "--confirm", "storefront");
    assertThat(done.exitCode()).as(done.toString()).isZero();
    assertThat(state.resolve("lab/storefront")).doesNotExist();
  }

  @Test
  void what_was_open_there_is_nothing_to_go_on_with() throws Exception {
    assertThat(run("runs", "--open").out()).contains(RUN);

    assertThat(run("lab", "down", Invocation.STOREFRONT, "--as", "ann").exitCode()).isZero();

    var why = "by ann: the lab of 'storefront' was taken down";
    assertThat(run("runs").out()).contains(RUN, why).doesNotContain("resume");
    assertThat(run("runs", "--open").out()).doesNotContain(RUN);
    assertThat(run("resume", RUN).err())
        .contains("LB4004", "ann dropped the claim of run " + RUN, "was taken down");
    QuietLab.of(Invocation.STOREFRONT, state);
    assertThat(run("status", Invocation.STOREFRONT).out()).doesNotContain("resume", RUN);
  }

  @Test
  void a_drill_that_was_cut_off_there_is_told_as_such_with_its_lab() throws Exception {
    past.cut(RUN, "lifeboat lab heal lifeboat.yaml region east");
    assertThat(run("runs").out()).contains("go on with 'lifeboat resume " + RUN);

    assertThat(run("lab", "down", Invocation.STOREFRONT, "--as", "ann").exitCode()).isZero();

    assertThat(run("runs").out())
        .contains("drill", "region-loss", "cut off", "by ann: the lab of 'storefront' was taken")
        .doesNotContain("resume", "heal");
  }

  /// Method: a file that is no record of a process stops it half way.
  @Test
  void what_was_open_in_a_lab_that_is_half_down_is_over_too() throws Exception {
    Files.createDirectories(lab.folder().region("east").resolve("processes"));
    Files.writeString(lab.folder().region("east").resolve("processes/web-0.json"), "{");

    assertThat(run("lab", "down", Invocation.STOREFRONT, "--as", "ann").err()).contains("LB5005");

    assertThat(run("runs").out()).contains(RUN, "by ann: ").doesNotContain("resume");
    assertThat(run("status", Invocation.STOREFRONT).out())
        .contains("lifeboat lab up ")
        .doesNotContain(RUN);
  }

  /// Method: the log of a drill of whatever plan is damaged.
  @Test
  void a_run_whose_end_cannot_be_noted_keeps_no_lab_up() throws Exception {
    var damaged = Files.createDirectories(state.resolve("runs/20261120-150411-9999"));
    Files.writeString(damaged.resolve("drill.jsonl"), "{\n{\n");

    var told = run("lab", "down", Invocation.STOREFRONT, "--as", "ann");

    assertThat(told.exitCode()).as(told.toString()).isNotZero();
    assertThat(told.err()).contains("9999");
    assertThat(state.resolve("lab/storefront")).doesNotExist();
    assertThat(run("runs", "--open").out()).doesNotContain(RUN);
  }

  /// Method: a log is in the lab's own folder, and damaged; once the lab is gone it is not there.
  @Test
  void what_could_not_be_noted_while_the_lab_was_there_is_noted_once_it_is_gone() throws Exception {
    var damaged = Files.writeString(state.resolve("lab/storefront/drill.jsonl"), "{\n{\n");
    Files.createSymbolicLink(state.resolve("runs").resolve(RUN).resolve("drill.jsonl"), damaged);

    var told = run("lab", "down", Invocation.STOREFRONT, "--as", "ann");

    assertThat(told.exitCode()).as(told.toString()).isZero();
    assertThat(state.resolve("lab/storefront")).doesNotExist();
  }

  /// Method: a plain user takes the lab down, who may read the log and not write it.
  @Test
  void a_note_that_cannot_be_written_is_told() throws Exception {
    try (var checkout = new BuiltCheckout(true)) {
      var place = checkout.folder("place");
      var plan = Files.copy(Invocation.STOREFRONT, place.resolve("lifeboat.yaml"));
      QuietLab.of(plan, place.resolve("state"));
      var kept = new PastRuns(place.resolve("state"));
      kept.cut(RUN, "lifeboat lab heal lifeboat.yaml region east");
      checkout.own(place);
      var log = place.resolve("state/runs").resolve(RUN).resolve("drill.jsonl");
      Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("r--r--r--"));

      var told = checkout.sh(place, "$lifeboat lab down lifeboat.yaml --state state");

      assertThat(told.exitCode()).as(told.toString()).isEqualTo(1);
      assertThat(told.err()).contains("LB4001  cannot write", RUN, ": permission denied");
      assertThat(place.resolve("state/lab/storefront")).doesNotExist();
    }
  }

  /// Method: of all that the edge ever started, its init is on record, and no such process lives.
  @Test
  void after_a_restart_of_the_machine_each_command_says_what_to_do() throws Exception {
    new ProcessRecords(lab.folder().region("edge"))
        .write(new ProcessRecord("init", 1, Instant.EPOCH, List.of("sh"), Instant.EPOCH, 0));
    var anew =
        "lifeboat lab down %1$s --state %2$s && lifeboat lab up %1$s --state %2$s"
            .formatted(Invocation.STOREFRONT, state);

    for (var command : List.of("lab up", "drill", "status", "check", "watch", "failover")) {
      var words = new ArrayList<Object>(List.of(command.split(" ")));
      words.add(Invocation.STOREFRONT);
      var told = run(words.toArray());
      assertThat(told.exitCode()).as("%s: %s", command, told).isEqualTo(3);
      assertThat(told.out() + told.err()).as(command).contains("LB2003", anew);
    }
    assertThat(run("resume", RUN).err()).contains("LB2003", "lifeboat lab down ");
    assertThat(run("runbook", Invocation.STOREFRONT).exitCode()).isZero();
    var over = "20261120-140000-9999";
    past.open(over);
    past.end(over);
    assertThat(run("resume", over).err()).contains("LB4004", "is over");
    var closing = "close it with 'lifeboat lab down " + lab.folder().plan();
    assertThat(run("runs", "--open").out()).contains(RUN, closing).doesNotContain("resume");

    assertThat(run("lab", "down", lab.folder().plan(), "--as", "ann").exitCode()).isZero();
    assertThat(run("runs", "--open").out()).doesNotContain(RUN);
  }

  /// Such as a drill that was held when its lab was taken down.
  @Test
  void a_drill_that_told_its_end_there_is_not_open() throws Exception {
    past.cut(RUN, "lifeboat lab heal lifeboat.yaml region east", "failed");
    var result = new PastRuns(state.resolve("other"));
    result.drill(RUN, "failed");
    Files.copy(
        state.resolve("other/runs").resolve(RUN).resolve("result.json"),
        state.resolve("runs").resolve(RUN).resolve("result.json"));
    assertThat(run("runs", "--open").out()).contains(RUN);

    assertThat(run("lab", "down", Invocation.STOREFRONT, "--as", "ann").exitCode()).isZero();

    assertThat(run("runs").out()).contains("drill", "region-loss", "failed");
    assertThat(run("runs", "--open").out()).doesNotContain(RUN);
  }

  private Invocation run(Object... words) {
    var all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--state", state));
    return Invocation.of(all.toArray());
  }
}
