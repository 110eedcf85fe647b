package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.ExampleAccount;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The script of the pilot light's example that tries a failover, typed as it stands.
@Order(2)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.PILOT_LIGHT)
final class PilotLightScriptTest {
  private static final Path SCRIPT = AwsTerminal.file("examples/lamp-pilot-light/test_failover.sh");
  private static final int MOST_LOOKS = 10;
  private static final int PORT = 8080;

  private final TestBed bed;

  @TempDir Path folder;

  private ExampleAccount account;
  private AwsTerminal terminal;

  PilotLightScriptTest(TestBed bed) {
    this.bed = bed;
  }

  @BeforeEach
  void create() throws Exception {
    account =
        new ExampleAccount(
            bed,
            ShippedExample.asItStands(ShippedExample.PILOT_LIGHT),
            Files.createDirectory(folder.resolve("made")));
    account.create(Map.of("primary", "10.1.0.7", "standby", "10.0.0.7"), PORT);
    account.adopt();
    account.guard("primary");
    account.guard("standby");
    account.awaitLease("primary");
    account.awaitWord("standby");
    var lifeboat = new CommandLineProcess(bed, Files.createDirectory(folder.resolve("state")));
    terminal =
        new AwsTerminal(
            bed,
            folder,
            Map.of(
                "LIFEBOAT", lifeboat.launcher().toString(),
                "PLAN", account.file().toString(),
                "APP", said("url") + "/ref",
                "TELLS", said("tells"),
                "PATIENCE", "120"));
  }

  private String said(String key) throws Exception {
    var found = Pattern.compile(key + ": \"(.*)\"").matcher(Files.readString(account.file()));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @AfterEach
  void end() throws Exception {
    account.end();
  }

  private CommandLineProcess.Ended typed(String name) throws Exception {
    return terminal.type("'%s' <<<'%s'".formatted(SCRIPT, name));
  }

  /// Goal: it simulates, and then application, logs and objects are there. Method: the primary's
  /// group is taken to zero; nobody says yes before.
  @Test
  @Timeout(600)
  void a_simulated_disaster_is_answered_and_application_logs_and_objects_are_there()
      throws Exception {
    int before = bed.gate().calls().size();
    var refused = typed("lamb");
    assertThat(refused.exitCode()).as("%s", refused).isEqualTo(1);
    assertThat(refused.err()).contains("nothing was changed");
    assertThat(bed.gate().callsSince(before)).noneMatch(it -> it.service().equals("autoscaling"));

    var ended = typed("lamp");
    for (int looks = 0; ended.err().contains("would get there; nothing was changed"); looks++) {
      // The guards have not told of their databases yet, or a busy bed answered late.
      assertThat(looks).as("%s", ended).isLessThan(MOST_LOOKS);
      ended = typed("lamp");
    }

    assertThat(ended.exitCode()).as("%s", ended).isZero();
    assertThat(ended.out())
        .containsSubsequence(
            "seen: the application does not answer any more",
            "seen: the application answers",
            "seen: users are led to standby",
            "seen: test-failover/",
            "/before is in secondary-lamp-bucket-2023",
            "passed: run ");
    account.assertServedFrom("standby");
    var placed = account.account().placements().read("lamp").orElseThrow();
    assertThat(placed.writer()).isEqualTo("standby");
  }
}
