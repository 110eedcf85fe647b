package dev.lifeboat.aws.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.aws.drill.Experiments;
import dev.lifeboat.awstestbed.AwsTerminal;
import dev.lifeboat.awstestbed.CommandLineProcess;
import dev.lifeboat.awstestbed.LookPause;
import dev.lifeboat.awstestbed.ProvisionValues;
import dev.lifeboat.awstestbed.StackThings;
import dev.lifeboat.awstestbed.TestBed;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.provider.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;

/// Experiments and a visitor that `provision` makes where a person asks for them: a drill breaks a
/// region by the id that a stack tells, and `unprovision` takes them away.
@Order(3)
@Timeout(900)
@ExtendWith(TestBed.InTests.class)
final class StacksOnRequestTest {
  private static final String HOME = "ap-southeast-2";
  private static final String STACK = "lifeboat-dr-lab-experiments-primary";
  private static final String VISITOR = "lifeboat-dr-lab-visitor";

  @TempDir Path folder;

  @Test
  void a_drill_breaks_a_region_by_what_a_stack_tells(TestBed.Accounts accounts) throws Exception {
    try (var bed = accounts.open()) {
      var lifeboat = new CommandLineProcess(bed, folder.resolve("state"));
      var text =
          Files.readString(AwsTerminal.file("examples/dr-lab-warm-standby/lifeboat.yaml"))
              // The names of buckets are everybody's.
              .replace("dr-lab-routes", "dr-request-routes")
              .replace("dr-lab-app-data", "dr-request-app-data");
      var plan = Files.writeString(folder.resolve("lifeboat.yaml"), text);
      var words =
          new ArrayList<Object>(List.of("provision", plan, "--confirm", "dr-lab", "--json"));
      words.addAll(ProvisionValues.ofWarmStandby(bed));
      words.addAll(
          List.of("--set", "ExperimentStopAlarm=users", "--set", "VisitorRuntime=syn-nodejs-4.1"));

      var applied = lifeboat.run(words.toArray());
      // There is no database, and nothing serves.
      assertThat(applied.exitCode()).as("%s", applied).isEqualTo(ExitCode.NOT_READY);
      assertThat(applied.json().path("outcome").asString()).isEqualTo("applied");
      var things = StackThings.of(bed, folder, List.of(HOME + ":" + STACK, "us-west-2:" + VISITOR));
      assertThat(things.of(STACK)).contains("ExperimentDrLabRegionLoss");
      assertThat(things.of(VISITOR)).contains("VisitorCanary");

      var id = told(bed).get("ExperimentDrLabRegionLoss");
      assertBreaks(bed, id);
      var named = folder.resolve("named.yaml");
      Files.writeString(named, text.replace("EXT1a2b3c4d5e6f7", id));
      assertThat(lifeboat.look("check", named).out()).contains("alarm users, which stops " + id);
      var _ =
          bed.patient(CloudWatchClient.builder(), HOME)
              .putMetricAlarm(StacksOnRequestTest::ofUsers);
      assertThat(lifeboat.look("check", named).out())
          .contains("lifeboat-placements")
          .doesNotContain("alarm users", id);

      var looked = lifeboat.run("provision", plan, "--plan-only", "--json");
      assertThat(looked.exitCode()).as("%s", looked).isZero();
      var removed = lifeboat.run("unprovision", plan, "--confirm", "dr-lab", "--json");
      assertThat(removed.exitCode()).as("%s", removed).isZero();
      assertThatThrownBy(() -> fis(bed).getExperimentTemplate(it -> it.id(id)))
          .isInstanceOf(ResourceNotFoundException.class);
      var asked =
          new AwsTerminal(bed, folder, Map.of())
              .type("aws synthetics describe-canaries --region us-west-2 --output json");
      assertThat(asked.out()).as("%s", asked).doesNotContain(VISITOR);
    }
  }

  private static void ofUsers(PutMetricAlarmRequest.Builder alarm) {
    alarm
        .alarmName("users")
        .namespace("AWS/ApplicationELB")
        .metricName("HTTPCode_Target_5XX_Count")
        .statistic(Statistic.SUM)
        .period(60)
        .evaluationPeriods(1)
        .threshold(1.0)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
  }

  private static FisClient fis(TestBed bed) {
    return bed.patient(FisClient.builder(), HOME);
  }

  private static Map<String, String> told(TestBed bed) {
    var told = new HashMap<String, String>();
    for (Output it :
        bed.patient(CloudFormationClient.builder(), HOME)
            .describeStacks(it -> it.stackName(STACK))
            .stacks()
            .getFirst()
            .outputs()) {
      told.put(it.outputKey(), it.outputValue());
    }
    return told;
  }

  /// As a drill does it, whose plan has that id.
  private static void assertBreaks(TestBed bed, String id) throws Exception {
    var lost = new Fault.RegionLost("primary");
    var started = new HashMap<Fault, String>();
    var experiments =
        new Experiments(
            bed.clients(),
            HOME,
            Map.of(lost, id),
            _ -> Optional.empty(),
            InstantSource.system(),
            _ -> LookPause.pass(),
            started,
            new HashSet<>());

    experiments.inject(lost);
    var begun = started.get(lost);
    experiments.heal(lost);

    var seen = fis(bed).getExperiment(it -> it.id(begun)).experiment();
    assertThat(seen.experimentTemplateId()).isEqualTo(id);
    assertThat(seen.state().status()).isEqualTo(ExperimentStatus.STOPPED);
  }
}
