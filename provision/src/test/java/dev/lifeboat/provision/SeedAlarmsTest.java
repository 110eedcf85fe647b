package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.iam.Malls;
import dev.lifeboat.provision.EmittedAccount.Made;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Alarms that the seeds want, at their thresholds, and figures and questions that they have.
final class SeedAlarmsTest {
  private EmittedAccount emitted;

  @BeforeEach
  void emit() throws Exception {
    emitted = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
  }

  private Made alarm(String name, String folder) {
    return emitted.resources("AWS::CloudWatch::Alarm").stream()
        .filter(it -> it.text("AlarmName").equals("lifeboat-dr-lab-" + name))
        .filter(it -> it.folder().equals(folder))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no alarm " + name + " in " + folder));
  }

  /// "2 consecutive failures", "> 300 seconds", "Desired is not Running", "Any failure", "> 5 %" of
  /// the one seed; "Backup job failures" and "Recovery automation errors" of the other.
  @ParameterizedTest
  @CsvSource({
    "health-of-web, primary, 1, 2, 60",
    "health-of-web, recovery, 1, 2, 60",
    "lag-of-database, primary, 300, 5, 60",
    "lag-of-database, recovery, 300, 5, 60",
    "tasks-of-web, primary, 1, 5, 60",
    "tasks-of-web, recovery, 1, 5, 60",
    "failed-of-app-data, primary, 1, 1, 300",
    "failed-of-app-data, recovery, 1, 1, 300",
    "errors-of-web, primary, 5, 1, 300",
    "errors-of-web, recovery, 5, 1, 300",
    "backups-failed, primary, 1, 1, 300",
    "backups-failed, recovery, 1, 1, 300",
    "dr-lab-failover-failed, functions, 1, 1, 60",
    "events-failed, functions, 1, 1, 60"
  })
  void each_goes_off_at_its_threshold(
      String name, String folder, int threshold, int periods, int seconds) {
    var alarm = alarm(name, folder).properties();
    assertThat(alarm.path("Threshold").asDouble()).isEqualTo(threshold);
    assertThat(alarm.path("EvaluationPeriods").asInt()).isEqualTo(periods);
    var period =
        alarm.has("Period") ? alarm.path("Period") : alarm.at("/Metrics/1/MetricStat/Period");
    assertThat(period.asInt()).isEqualTo(seconds);
    assertThat(alarm.path("AlarmActions")).hasSize(1);
  }

  /// A standby that cannot write may refuse the watches, which ask seldom.
  @Test
  void a_standby_that_only_watches_ask_is_no_alarm() {
    assertThat(expression(alarm("errors-of-web", "recovery"))).contains(") > 150,");
    assertThat(expression(alarm("errors-of-web", "primary"))).contains(") > 0,");
    assertThat(expression(alarm("health-of-web", "recovery"))).contains(") > 30,");
    assertThat(expression(alarm("health-of-web", "primary"))).contains(") > 0,");
  }

  /// With no target at all the load balancer tells nothing of targets: it refuses by itself, and
  /// counts that under its own name alone.
  @ParameterizedTest
  @CsvSource({
    "health-of-web, primary", "health-of-web, recovery",
    "errors-of-web, primary", "errors-of-web, recovery"
  })
  void a_service_without_any_target_is_an_alarm_where_users_ask(String name, String folder) {
    var alarm = alarm(name, folder);
    assertThat(expression(alarm))
        .contains("FILL(requests, 0) + FILL(refused, 0)")
        .contains(name.startsWith("health") ? "FILL(healthy, 0) < 1" : "FILL(errors, 0) + FILL(re");
    var refused =
        alarm.properties().path("Metrics").values().stream()
            .filter(it -> it.path("Id").asString().equals("refused"))
            .findFirst()
            .orElseThrow()
            .path("MetricStat");
    assertThat(refused.at("/Metric/MetricName").asString()).isEqualTo("HTTPCode_ELB_5XX_Count");
    assertThat(refused.at("/Metric/Dimensions")).hasSize(1);
    assertThat(refused.at("/Metric/Dimensions/0/Name").asString()).isEqualTo("LoadBalancer");
    assertThat(refused.path("Stat").asString()).isEqualTo("Sum");
  }

  private static String expression(Made alarm) {
    return alarm.properties().at("/Metrics/0/Expression").asString();
  }

  @Test
  void alarms_of_a_load_balancer_wait_for_its_name() {
    assertThat(alarm("errors-of-web", "primary").body().path("Condition").asString())
        .isEqualTo("MeasuredWebIsKnown");
    assertThat(emitted.each(ProvisionFiles.TEMPLATE).get("primary").at("/Conditions").toString())
        .isEqualTo(
            "{\"MeasuredWebIsKnown\":{\"Fn::Not\":[{\"Fn::Equals\":[{\"Ref\":\"MeasuredWeb\"},\"none\"]}]}}");
  }

  @Test
  void a_month_that_costs_more_than_the_limit_is_told() {
    var budget = emitted.resources("AWS::Budgets::Budget").getFirst();
    assertThat(budget.folder()).isEqualTo("recovery");
    assertThat(budget.properties().at("/Budget/CostFilters/TagKeyValue/0").asString())
        .isEqualTo("user:lifeboat:plan$dr-lab");
    assertThat(budget.properties().at("/Budget/BudgetLimit/Amount/Ref").asString())
        .isEqualTo("MonthlyBudget");
    assertThat(
            emitted
                .each(ProvisionFiles.TEMPLATE)
                .get("recovery")
                .at("/Parameters/MonthlyBudget/Default")
                .asString())
        .isEqualTo("50");
  }

  @Test
  void one_page_shows_balancers_tasks_lags_backups_and_cost() {
    var body = emitted.resources("AWS::CloudWatch::Dashboard").getFirst().text("DashboardBody");
    for (var metric :
        new String[] {
          "RequestCount",
          "TargetResponseTime",
          "HTTPCode_Target_4XX_Count",
          "HTTPCode_Target_5XX_Count",
          "HealthyHostCount",
          "RunningTaskCount",
          "DesiredTaskCount",
          "ReplicaLag",
          "BytesPendingReplication",
          "OperationsPendingReplication",
          "NumberOfBackupJobsFailed",
          "EstimatedCharges"
        }) {
      assertThat(body).contains(metric);
    }
    assertThat(body)
        .as("one order in each process, so that a second provision changes nothing")
        .contains("\"yAxis\":\"left\",\"stat\":\"Sum\",\"period\":3600");
    for (JsonNode figure : JsonMapper.shared().readTree(body).get("widgets")) {
      assertThat(figure.at("/properties/metrics").size()).isBetween(1, 500);
    }
  }

  @Test
  void questions_of_the_seeds_are_saved_in_both_regions_that_serve() {
    var names = new ArrayList<String>();
    for (var query : emitted.resources("AWS::Logs::QueryDefinition")) {
      if (!query.properties().has("LogGroupNames")) {
        names.add(query.folder() + " " + query.text("Name"));
      }
    }
    assertThat(names)
        .containsExactlyInAnyOrder(
            "recovery lifeboat/dr-lab/balancer-errors",
            "recovery lifeboat/dr-lab/database-connections",
            "recovery lifeboat/dr-lab/task-health",
            "primary lifeboat/dr-lab/balancer-errors",
            "primary lifeboat/dr-lab/database-connections",
            "primary lifeboat/dr-lab/task-health");
  }

  @Test
  void the_log_of_the_only_machine_is_where_the_seed_tails_it() throws Exception {
    assertThat(emitted.resources("AWS::Logs::LogGroup"))
        .extracting(it -> it.text("LogGroupName"))
        .contains("/aws/stepfunctions/dr-lab-failover");
    assertThat(EmittedAccount.of(Malls.watched(2)).resources("AWS::Logs::LogGroup"))
        .extracting(it -> it.text("LogGroupName"))
        .contains("/aws/vendedlogs/states/lifeboat-mall-mall-0");
  }

  @Test
  void a_module_makes_them_too() {
    var alarms =
        emitted
            .each(ProvisionFiles.MODULE)
            .get("primary")
            .at("/resource/aws_cloudwatch_metric_alarm");
    var errors = alarms.path("alarm_errors_of_web");
    assertThat(errors.path("count").asString())
        .isEqualTo("${var.measured_web == \"none\" ? 0 : 1}");
    assertThat(errors.path("metric_query")).hasSize(4);
    assertThat(errors.at("/metric_query/0/return_data").asBoolean()).isTrue();
  }
}
