package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.Cut;
import dev.lifeboat.awstestbed.ExampleAccount;
import dev.lifeboat.awstestbed.ShippedExample;
import dev.lifeboat.awstestbed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The list of what is made by hand for the warm standby without a guard.
@Order(2)
@ExtendWith(TestBed.InTests.class)
@ResourceLock(ShippedExample.WARM_STANDBY)
final class WithoutGuardTest {
  private static final String LIST = "examples/dr-lab-warm-standby/without-guard.sh";
  private static final String PLAN = "without-guard.yaml";
  private static final int MOST = 20;
  private static final int NOT_READY = 3;

  /// How many lines give the policies.
  private static final int RIGHTS = 2;

  private static final int MOST_LOOKS = 10;
  private static final int PORT = 8080;
  private static final String OPEN = "…";
  private static final Pattern HOME_KEY = Pattern.compile("arn:aws:kms:ap-southeast-2:[\\w:/-]+");

  private final TestBed bed;

  @TempDir Path folder;

  private ExampleAccount account;
  private AwsTerminal terminal;
  private String zone = "";
  private String asked = "";
  private String key = "";

  WithoutGuardTest(TestBed bed) {
    this.bed = bed;
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(AwsTerminal.file(LIST)).stream()
        .filter(it -> !it.isBlank() && !it.startsWith("#"))
        .toList();
  }

  /// What the stacks of the lab make: the account as it serves, and the zone.
  @BeforeEach
  void create() throws Exception {
    account =
        new ExampleAccount(
            bed,
            ShippedExample.asItStands(ShippedExample.WITHOUT_GUARD),
            Files.createDirectory(folder.resolve("made")));
    account.createBare(Map.of("primary", "10.1.0.7", "secondary", "10.0.0.7"), PORT);
    var plan =
        Files.readString(account.file()).replaceAll("\"sg-[0-9a-f]+\"", "sg-000000000000000a");
    Files.writeString(folder.resolve(PLAN), plan);
    var named = HOME_KEY.matcher(plan);
    assertThat(named.find()).isTrue();
    key = named.group();
    var bin =
        new CommandLineProcess(bed, Files.createDirectories(folder.resolve("bin/state")))
            .launcher()
            .getParent();
    terminal =
        new AwsTerminal(bed, folder, Map.of())
            .with("AWS_DEFAULT_REGION", TestBed.RECOVERY)
            .with(bin);
    hostZone();
    typed("aws iam create-role --role-name lifeboat --assume-role-policy-document '{}'");
  }

  /// Failover records as most zones have them: users leave where the service does not answer.
  private void hostZone() throws Exception {
    zone =
        typed(
            "aws route53 create-hosted-zone --name example.com --caller-reference stacks --query"
                + " HostedZone.Id --output text");
    asked =
        typed(
            "aws route53 create-health-check --caller-reference stacks --query HealthCheck.Id"
                + " --output text --health-check-config Type=HTTPS,Port=443,ResourcePath=/dbcheck,"
                + "FullyQualifiedDomainName=primary.example.com,RequestInterval=30,"
                + "FailureThreshold=3");
    zone = zone.replace("/hostedzone/", "");
    var record =
        "{\"Action\":\"UPSERT\",\"ResourceRecordSet\":{\"Name\":\"app.example.com\",\"Type\":\"A\","
            + "\"SetIdentifier\":\"%s\",\"Failover\":\"%s\",\"TTL\":60,\"ResourceRecords\":"
            + "[{\"Value\":\"%s\"}]%s}}";
    typed(
        "aws route53 change-resource-record-sets --hosted-zone-id %s --change-batch '{\"Changes\":[%s,%s]}'"
            .formatted(
                zone,
                record.formatted(
                    "primary",
                    "PRIMARY",
                    "192.0.2.1",
                    ",\"HealthCheckId\":\"%s\"".formatted(asked)),
                record.formatted("secondary", "SECONDARY", "192.0.2.2", "")));
  }

  @AfterEach
  void end() throws Exception {
    account.end();
  }

  private String typed(String line) throws Exception {
    var ended = terminal.type(line);
    assertThat(ended.exitCode()).as("%s: %s", line, ended).isZero();
    return ended.out().strip();
  }

  private CommandLineProcess.Ended check() throws Exception {
    account.stores().measureAgain();
    var told = terminal.type("lifeboat check %s --dns".formatted(PLAN));
    for (int looks = 0; told.out().contains("does not answer"); looks++) {
      // A busy bed does not answer each call in the time a check gives it.
      assertThat(looks).as("%s", told).isLessThan(MOST_LOOKS);
      told = terminal.type("lifeboat check %s --dns".formatted(PLAN));
    }
    return told;
  }

  /// What was told, without the state folder of this test.
  private static String text(CommandLineProcess.Ended told) {
    return told.out().replaceAll(" --state \\S+", "");
  }

  /// Goal: `check` prints each line of the list that was not typed, and whoever typed them all is
  /// ready. Method: one look at an account with nothing of it, one with all but the adoption, which
  /// is asked for once there is where to write it down, and one with all.
  @Test
  @Timeout(600)
  void check_prints_each_line_until_it_was_typed_and_is_ready_after_the_last() throws Exception {
    var lines = lines();
    assertThat(lines).hasSizeBetween(1, MOST);
    assertThat(Files.readString(AwsTerminal.file(LIST))).contains(lines.size() + " commands");
    for (var line : lines.subList(0, RIGHTS)) {
      assertRightsAreAskedFor(line);
    }
    var made = lines.subList(RIGHTS, lines.size() - 1).stream().map(this::here).toList();
    var adoption = lines.getLast();

    var nothing = check();
    assertThat(nothing.exitCode()).as("%s", nothing).isEqualTo(NOT_READY);
    assertThat(text(nothing)).contains(made);
    for (var line : made) {
      type(line);
    }

    var unplaced = check();
    assertThat(unplaced.exitCode()).as("%s", unplaced).isEqualTo(NOT_READY);
    assertThat(text(unplaced)).contains(adoption).doesNotContain(made);
    typed(adoption);

    var ready = check();
    assertThat(text(ready)).doesNotContain(adoption);
    assertThat(ready.exitCode()).as("%s", ready).isZero();
  }

  /// In the words of this account.
  private String here(String line) {
    var text =
        line.replace("Z1234567890ABC", zone)
            .replace("HEALTH-CHECK", asked)
            .replace("123456789012", bed.account());
    return HOME_KEY.matcher(text).replaceAll(Matcher.quoteReplacement(key));
  }

  /// Without rights nothing can be told but that.
  private void assertRightsAreAskedFor(String line) throws Exception {
    assertThat(line).startsWith("aws iam put-role-policy");
    bed.gate().cut("eu-west-1", "dynamodb", Cut.DENY);
    assertThat(check().out()).contains("'lifeboat iam-policy without-guard.yaml --for check'");
    bed.gate().mend();
    typed(line);
  }

  /// What was left open is filled in, and what is answered goes into the plan.
  private void type(String line) throws Exception {
    if (line.contains("create-security-group")) {
      var region = line.replaceAll(".*--region (\\S+) .*", "$1");
      var network =
          typed(
              "aws ec2 describe-vpcs --region %s --query Vpcs[0].VpcId --output text"
                  .formatted(region));
      var group = typed(line.replace(OPEN, network));
      var name = region.equals(account.awsRegion("primary")) ? "primary" : "secondary";
      var plan = Files.readString(folder.resolve(PLAN));
      Files.writeString(
          folder.resolve(PLAN),
          plan.replace("%s: sg-000000000000000a".formatted(name), "%s: %s".formatted(name, group)));
    } else {
      typed(line.replace(OPEN, "never-to-be-read"));
    }
  }
}
