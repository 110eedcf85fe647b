package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.ExampleAccount;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The first page's way from an account to a passed check.
///
/// Goal: each line does what it is for, as it is printed, and nothing is left to do. Method: by a
/// person at a terminal, in an account whose services run in both regions and whose bucket
/// replicates one way, with its names in the plan.
@Order(1)
@Timeout(600)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.WARM_STANDBY)
final class NewcomerTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?s)## From an account to a passed `check`.*?```text\n(.*?)```");

  /// More than the page promises would be no way for a newcomer.
  private static final int MOST = 5;

  private static final int MOST_LOOKS = 10;
  private static final int PORT = 8080;

  @TempDir Path folder;

  private static List<String> lines() throws IOException {
    var block = BLOCK.matcher(Files.readString(AwsTerminal.file("README.md")));
    assertThat(block.find()).isTrue();
    return block.group(1).lines().toList();
  }

  @Test
  void each_line_of_the_first_page_is_typed_and_the_last_check_is_passed(TestBed.Accounts accounts)
      throws Exception {
    try (var bed = accounts.open()) {
      new CommandLineProcess(bed, Files.createDirectory(folder.resolve("state"))).launcher();
      bed.clients()
          .client(AwsApi.route53(), AwsClients.GLOBAL)
          .createHostedZone(it -> it.name("example.com").callerReference("newcomer"));
      var lines = lines();
      assertThat(lines).hasSizeBetween(2, MOST).first().asString().contains(" init ");
      types(bed, lines.getFirst());
      var account = serve(bed);
      try {
        String said = "";
        for (var line : lines.subList(1, lines.size())) {
          account.stores().measureAgain();
          said = types(bed, line);
        }
        assertThat(lines.getLast()).contains(" check ").doesNotContain("--plan-only");
        assertThat(said).contains("READY").doesNotContain("put-bucket-replication");
      } finally {
        account.endProvisioned();
        account.end();
      }
    }
  }

  /// With what the account calls things put into the plan.
  private ExampleAccount serve(TestBed bed) throws Exception {
    var plan = folder.resolve("mine/lifeboat.yaml");
    var account =
        new ExampleAccount(
            bed,
            ShippedExample.asItStands(plan.toString()),
            Files.createDirectory(folder.resolve("made")));
    account.createUnprovisioned(Map.of("primary", "10.1.0.7", "secondary", "10.0.0.7"), PORT);
    account.stores().forgetWayHome();
    Files.writeString(plan, Files.readString(account.file()));
    return account;
  }

  private String types(TestBed bed, String line) throws Exception {
    var role = "arn:aws:iam::%s:role/ops".formatted(bed.account());
    var typed =
        "exec '%s' -B '%s' %s"
            .formatted(
                AwsTerminal.file("aws-testbed/.venv/bin/python"),
                AwsTerminal.file("aws-testbed/src/test/python/agree.py"),
                line.replace("Operators=ARN", "Operators=" + role));
    var terminal = new AwsTerminal(bed, folder, Map.of("PLAN_NAME", "dr-lab"));
    var ended = terminal.type(typed);
    for (int looks = 0; ended.out().contains("does not answer"); looks++) {
      // A busy bed does not answer each call in the time a check gives it.
      assertThat(looks).as("%s", ended).isLessThan(MOST_LOOKS);
      ended = terminal.type(typed);
    }
    assertThat(ended.exitCode()).as("%s: %s", line, ended).isZero();
    return ended.out();
  }
}
