package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.ExampleAccount;
import dev.lifeboat.awstestbed.Moves;
import dev.lifeboat.awstestbed.ProvisionValues;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.runbook.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// `provision` after each move of a writer.
///
/// Goal: what a plan is given never undoes a move of it. Method: the state of before the move is
/// applied again, since templates say nothing of where the writer is; then users, writer and
/// placement are where the move had left them. Nor is anything that a move did told as drift.
@Order(1)
@Timeout(900)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.WARM_STANDBY)
final class FollowedMovesTest {
  private static final String HOME = "primary";
  private static final String AWAY = "secondary";
  private static final int PORT = 8080;

  private final TestBed bed;

  @TempDir Path folder;

  private ExampleAccount account;
  private CommandLineProcess lifeboat;
  private Object[] provision = {};

  FollowedMovesTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void provision() throws Exception {
    account =
        new ExampleAccount(
            bed,
            ShippedExample.asItStands(ShippedExample.WITHOUT_GUARD),
            Files.createDirectory(folder.resolve("made")));
    lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
    account.createUnprovisioned(Map.of(HOME, "10.1.0.7", AWAY, "10.0.0.7"), PORT);
    provision = words();
    var made = lifeboat.run(provision);
    assertThat(made.exitCode()).as("%s", made).isZero();
    assertThat(outlooks(made)).isNotEmpty().containsOnly("new");
    account.assertServedFrom(HOME);
  }

  @AfterEach
  void end() throws Exception {
    account.endProvisioned();
    account.end();
  }

  @Test
  void the_next_provision_after_a_failover_leaves_the_writer_and_its_users() throws Exception {
    var moves = Moves.approved(account, folder);

    moves.move(Mode.FAILOVER, AWAY);

    assertFollowed(moves, AWAY, ExitCode.NOT_READY);
  }

  @Test
  @Tag("proof")
  void so_it_does_after_each_move_of_a_way_out_and_home() throws Exception {
    var moves = Moves.approved(account, folder);
    for (var target : List.of(AWAY, HOME, AWAY)) {
      moves.move(Mode.FAILOVER, target);
      assertFollowed(moves, target, ExitCode.NOT_READY);
      moves.reprotect(target);
      assertFollowed(moves, target, 0);
    }
  }

  /// @param exitCode by which the check in its end says whether the writer has a replica again
  private void assertFollowed(Moves moves, String writer, int exitCode) throws Exception {
    account.stores().measureAgain();
    assertNoDrift();
    var again = lifeboat.run(provision);
    assertThat(again.exitCode()).as("%s", again).isEqualTo(exitCode);
    assertThat(again.json().path("outcome").asString()).isEqualTo("same");
    assertThat(outlooks(again)).isNotEmpty().containsOnly("same");
    moves.assertMovedTo(writer);
    account.assertServedFrom(writer);
  }

  /// What a move changes is in no stack.
  private void assertNoDrift() throws Exception {
    var looked = lifeboat.look("provision", account.file(), "--plan-only", "--json");
    assertThat(looked.json().path("drift").isEmpty()).as("%s", looked).isTrue();
    assertThat(looked.json().path("driftUnknown").isEmpty()).as("%s", looked).isTrue();
    assertThat(looked.exitCode()).as("%s", looked).isZero();
  }

  private Object[] words() {
    var all = new ArrayList<Object>(List.of("provision", account.file(), "--json"));
    all.addAll(List.of("--confirm", account.plan().name()));
    all.addAll(ProvisionValues.ofWarmStandby(bed));
    return all.toArray();
  }

  private static List<String> outlooks(CommandLineProcess.Ended ended) {
    return ended
        .json()
        .path("stacks")
        .valueStream()
        .map(it -> it.path("outlook").asString())
        .toList();
  }
}
