package dev.lifeboat.aws.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.AwsAnswers;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.plan.Plan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateStopCondition;
import software.amazon.awssdk.services.fis.model.GetExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.GetExperimentTemplateResponse;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;

/// What is told of the experiments of a plan before a drill needs them.
final class ExperimentLookTest {
  private static final String ID = "EXT1a2b3c4d5e6f7";
  private static final String ALARM = "arn:aws:cloudwatch:ap-southeast-2:123456789012:alarm:users";

  private final AwsAnswers answers = new AwsAnswers();
  private Plan plan;

  @BeforeEach
  void plan() throws Exception {
    plan =
        AwsKeys.reader().read(Path.of("../examples/dr-lab-warm-standby/lifeboat.yaml")).orThrow();
    answers.to(GetExperimentTemplateRequest.class, asked -> template(asked.id(), ALARM));
    alarms(MetricAlarm.builder().alarmName("users").build());
  }

  private static GetExperimentTemplateResponse template(String id, String alarm) {
    return GetExperimentTemplateResponse.builder()
        .experimentTemplate(it ->
            it.id(id)
                .stopConditions(
                    ExperimentTemplateStopCondition.builder()
                        .source("aws:cloudwatch:alarm")
                        .value(alarm)
                        .build()))
        .build();
  }

  private void alarms(MetricAlarm... there) {
    answers.to(
        DescribeAlarmsRequest.class,
        _ -> DescribeAlarmsResponse.builder().metricAlarms(there).build());
  }

  /// What two looks found, of two workloads.
  private List<String> found() throws Exception {
    try (var clients = answers.clients()) {
      var experiments = new ExperimentLook(plan, clients);
      var one = new Look(clients, "one", "us-west-2");
      var other = new Look(clients, "other", "us-west-2");
      experiments.look(one);
      experiments.look(other);
      assertThat(FindingTexts.of(other)).isEqualTo(FindingTexts.of(one));
      assertThat(other.findings()).allMatch(it -> it.resource().equals("other"));
      return FindingTexts.of(one);
    }
  }

  @Test
  void what_is_there_is_read_once_and_told_to_nobody() throws Exception {
    assertThat(found()).isEmpty();
    assertThat(answers.asked(GetExperimentTemplateRequest.class))
        .extracting(GetExperimentTemplateRequest::id)
        .containsExactly(ID);
    assertThat(answers.asked(DescribeAlarmsRequest.class))
        .singleElement()
        .satisfies(it -> assertThat(it.alarmNames()).containsExactly("users"))
        .satisfies(it -> assertThat(it.alarmTypesAsStrings()).hasSize(2));
  }

  @Test
  void a_template_that_somebody_deleted_is_a_warning() throws Exception {
    answers.to(
        GetExperimentTemplateRequest.class,
        _ -> {
          throw ResourceNotFoundException.builder().message("it is not there").build();
        });
    assertThat(found())
        .containsExactly(
            "WARNING LB7005 experiment template %s is not in ap-southeast-2".formatted(ID));
  }

  @Test
  void so_is_the_alarm_that_would_stop_it() throws Exception {
    alarms();
    assertThat(found())
        .containsExactly(
            "WARNING LB7005 alarm users, which stops %s, is not in ap-southeast-2".formatted(ID));
  }

  @Test
  void a_silent_region_hinders_nobody_who_leaves_it() throws Exception {
    answers.silence(true);
    assertThat(found()).singleElement().asString().startsWith("WARNING");
  }
}
