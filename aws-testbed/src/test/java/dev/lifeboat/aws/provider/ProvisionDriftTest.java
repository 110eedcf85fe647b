package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.CommandLineProcess.Ended;
import dev.lifeboat.awstestbed.ExampleAccount;
import dev.lifeboat.awstestbed.ManualChanges;
import dev.lifeboat.awstestbed.ProvisionValues;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.cli.terminal.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Changes that people make to a provisioned account by hand.
///
/// Goal: what a move needs and is gone is an obstacle of `check`; what only shows or reports is
/// drift of `--plan-only`; nothing that is gone is neither; the next `provision` puts drift back.
/// Method: each kind is changed or removed by AWS's own command line, then both are asked.
@Order(1)
@Timeout(900)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.WARM_STANDBY)
final class ProvisionDriftTest {
  private static final int PORT = 8080;
  private static final int MOST_CHECKS = 5;

  private final TestBed bed;

  @TempDir Path folder;

  private ExampleAccount account;
  private CommandLineProcess lifeboat;
  private Object[] provision = {};

  ProvisionDriftTest(TestBed bed) {
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
    account.createUnprovisioned(Map.of("primary", "10.1.0.7", "secondary", "10.0.0.7"), PORT);
    var words = new ArrayList<Object>(List.of("provision", account.file(), "--json"));
    words.addAll(List.of("--confirm", account.plan().name()));
    words.addAll(ProvisionValues.ofWarmStandby(bed));
    provision = words.toArray();
    var made = lifeboat.run(provision);
    assertThat(made.exitCode()).as("%s", made).isZero();
  }

  @AfterEach
  void end() throws Exception {
    account.endProvisioned();
    account.end();
  }

  @Test
  void what_only_reports_is_drift_and_what_a_move_needs_an_obstacle() throws Exception {
    var person = new ManualChanges(bed, folder);
    for (var removal : ManualChanges.REPORTS.values()) {
      person.type(removal);
    }
    assertThat(deleted()).containsExactlyInAnyOrderElementsOf(ManualChanges.REPORTS.keySet());
    var _ = assertCheck(0);

    for (var change : ManualChanges.CHANGES.values()) {
      person.type(change);
    }
    person.unprotect("lifeboat-journals");
    var lines = lifeboat.look("provision", account.file(), "--plan-only").out();
    assertThat(lines)
        .contains(ManualChanges.CHANGES.keySet())
        .contains("/DeletionProtectionEnabled true -> f");
    var mended = lifeboat.run(provision);
    assertThat(mended.json().path("outcome").asString()).as("%s", mended).isEqualTo("applied");
    var again = look();
    assertThat(again.json().path("drift").isEmpty()).as("%s", again).isTrue();
    assertThat(again.exitCode()).as("%s", again).isZero();

    person.unprotect("lifeboat-journals");
    person.type("aws dynamodb delete-table %s --table-name lifeboat-journals");
    assertThat(assertCheck(ExitCode.NOT_READY).out()).contains("lifeboat-journals");
    assertThat(deleted()).containsExactly("TableLifeboatJournals");
    var refused = lifeboat.run(provision);
    assertThat(refused.exitCode()).as("%s", refused).isEqualTo(4);
    assertThat(refused.out()).contains("LB3019", "a new one would be empty");
  }

  /// A busy machine answers late, which a check says, and is asked again.
  private Ended assertCheck(int exitCode) throws Exception {
    var checked = check();
    for (int i = 0; i < MOST_CHECKS && checked.out().contains("LB2002"); i++) {
      checked = check();
    }
    assertThat(checked.exitCode()).as("%s", checked).isEqualTo(exitCode);
    return checked;
  }

  private Ended check() throws Exception {
    account.stores().measureAgain();
    return lifeboat.look("check", account.file(), "--json");
  }

  private Ended look() throws Exception {
    return lifeboat.look("provision", account.file(), "--plan-only", "--json");
  }

  private List<String> deleted() throws Exception {
    return look()
        .json()
        .path("drift")
        .valueStream()
        .filter(it -> it.path("deleted").asBoolean())
        .map(it -> it.path("id").asString())
        .toList();
  }
}
