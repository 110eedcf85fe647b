package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.aws.dynamodb.DynamoJournal;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.AccountPlans;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What `provision --emit` writes, taken by CloudFormation of an account: the tables that it makes
/// are those that a plan's code reads and writes. moto makes no more of the templates than that.
@ExtendWith(TestBed.InTests.class)
final class ProvisionedTablesTest {
  private static final String EXAMPLE = "dr-lab-warm-standby";
  private static final Map<String, String> REGIONS =
      Map.of("arbiter", "eu-west-1", "recovery", "us-west-2", "primary", "ap-southeast-2");

  private static final Map<String, String> VALUES =
      Map.of(
          "HealthCheckers",
          "15.177.0.0/18,54.183.255.128/26",
          "Email",
          "ada@example.com",
          "Operators",
          "arn:aws:iam::123456789012:role/ada");

  private final TestBed bed;

  @TempDir Path folder;

  ProvisionedTablesTest(TestBed bed) {
    this.bed = bed;
  }

  private static AccountTables tables(TestBed bed, Plan plan) {
    return AccountTables.of(plan, bed.clients());
  }

  @Test
  void stacks_of_the_three_regions_hold_placements_votes_and_journals() throws Exception {
    var plan = AccountPlans.example(EXAMPLE);
    // The names of buckets are everybody's.
    var file =
        Files.writeString(
            folder.resolve("lifeboat.yaml"),
            Files.readString(AwsTerminal.file("examples/%s/lifeboat.yaml".formatted(EXAMPLE)))
                .replace("dr-lab-routes", "dr-tables-routes"));
    var lifeboat = new CommandLineProcess(bed, folder);
    var emitted = lifeboat.run("provision", file, "--emit", folder.resolve("account"));
    assertThat(emitted.exitCode()).as("%s", emitted).isZero();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> tables(bed, plan).placements().read("dr-lab"));

    for (var region : REGIONS.entrySet()) {
      deploy(region.getKey(), region.getValue());
    }

    var first = Placement.first("dr-lab", "primary");
    tables(bed, plan).placements().compareAndSet(Optional.empty(), first);
    assertThat(tables(bed, plan).placements().read("dr-lab")).contains(first);
    for (var voter : tables(bed, plan).votes().values()) {
      assertThat(voter.status("dr-lab")).isNotNull();
    }
    assertThat(DynamoJournal.lines(tables(bed, plan).journals(), new RunId("r-1"))).isEmpty();
    var check = lifeboat.run("check", file);
    assertThat(check.out())
        .as("%s", check)
        .contains("votes: {secondary=nobody, witness=nobody}")
        .doesNotContain("DynamoDB");
    assertThat(Files.readString(folder.resolve("account/index.json")))
        .as("what a check misses now is told as a need")
        .contains(missing(check.out()));
  }

  /// What there is none of, by its name in the account.
  private static List<String> missing(String check) {
    var missing =
        Pattern.compile("(?:there is no|has no [a-z ]+) '([^']+)'")
            .matcher(check)
            .results()
            .map(it -> it.group(1))
            .toList();
    assertThat(missing).contains("dr-lab-replica", "dr-lab-private", "dr-lab/database");
    return missing;
  }

  /// With the file of parameters that was emitted, in which what nobody knew was empty.
  private void deploy(String stack, String region) throws Exception {
    var file = folder.resolve("account/%s/parameters.json".formatted(stack));
    var parameters = Files.readString(file);
    for (var value : VALUES.entrySet()) {
      parameters =
          parameters.replaceAll(
              "(\"%s\",\\s*\"ParameterValue\" : )\"\"".formatted(value.getKey()),
              "$1\"%s\"".formatted(value.getValue()));
    }
    Files.writeString(file, parameters);
    assertThat(parameters).doesNotContain("\"\"");
    var created =
        new AwsTerminal(bed, folder, Map.of())
            .run(
                "aws",
                "cloudformation",
                "create-stack",
                "--region",
                region,
                "--stack-name",
                "lifeboat-dr-lab-" + stack,
                "--capabilities",
                "CAPABILITY_NAMED_IAM",
                "--template-body",
                "file://account/%s/stack.template.json".formatted(stack),
                "--parameters",
                "file://account/%s/parameters.json".formatted(stack));
    assertThat(created.exitCode()).as("%s", created).isZero();
  }
}
