package dev.lifeboat.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.provision.EmittedAccount.Made;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Templates of experiments that a drill can begin: what each breaks is what its scenario means, it
/// ends by itself or at once, and an alarm stops it.
final class ExperimentStackTest {
  private static final Path SHIPPED = Path.of("../examples/dr-lab-warm-standby/fis");

  private static List<Made> experiments(EmittedAccount emitted) {
    return emitted.resources("AWS::FIS::ExperimentTemplate");
  }

  private static String scenario(Made made) {
    return made.text("Description").replaceFirst(" of .*", "");
  }

  /// Each action with its parameters, in either spelling.
  private static TreeSet<String> breaks(JsonNode template) {
    var all = new TreeSet<String>();
    for (var action : template.path(template.has("Actions") ? "Actions" : "actions")) {
      var id = action.path(action.has("ActionId") ? "ActionId" : "actionId").asString();
      var with = new TreeMap<String, String>();
      action
          .path(action.has("Parameters") ? "Parameters" : "parameters")
          .propertyStream()
          .forEach(it -> with.put(it.getKey(), it.getValue().asString()));
      all.add(id + " " + with);
    }
    return all;
  }

  @Test
  void each_breaks_what_the_shipped_template_of_its_scenario_does() throws Exception {
    var made = experiments(EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby")));

    assertThat(made).hasSize(10);
    for (var one : made) {
      var file = SHIPPED.resolve(scenario(one) + ".json");
      var shipped = JsonMapper.shared().readTree(Files.readString(file));
      assertThat(breaks(one.properties())).as(one.id()).isEqualTo(breaks(shipped));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.lifeboat.provision.AccountPlans#all")
  void each_ends_is_stopped_by_an_alarm_and_breaks_what_it_targets(Plan plan) throws Exception {
    for (var one : experiments(EmittedAccount.of(plan))) {
      var is = one.properties();
      assertThat(AwsPlan.experimentWords()).contains(scenario(one));
      assertThat(is.at("/StopConditions/0/Source").asString()).isEqualTo("aws:cloudwatch:alarm");
      assertThat(is.at("/StopConditions/0/Value/Fn::Sub").asString())
          .endsWith(":${AWS::AccountId}:alarm:${ExperimentStopAlarm}");
      var targets = new ArrayList<String>();
      for (var action : is.path("Actions")) {
        assertThat(action.at("/Parameters/duration").isString())
            .as(one.id())
            .isEqualTo(action.path("ActionId").asString().startsWith("aws:network:"));
        action.path("Targets").forEach(it -> targets.add(it.asString()));
      }
      assertThat(targets)
          .as(one.id())
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(is.path("Targets").propertyNames());
    }
  }

  /// No plan names the servers of an Auto Scaling group.
  @Test
  void what_cannot_be_named_has_none() throws Exception {
    assertThat(experiments(EmittedAccount.of(AccountPlans.example("lamp-pilot-light"))))
        .extracting(ExperimentStackTest::scenario)
        .containsOnly("zone-loss", "database-loss", "region-silent");
  }

  @ParameterizedTest
  @ValueSource(strings = {"experiments-primary", "experiments-recovery"})
  void their_ids_are_told_by_both_languages(String folder) throws Exception {
    var emitted = EmittedAccount.of(AccountPlans.example("dr-lab-warm-standby"));
    var outputs = emitted.each(ProvisionFiles.TEMPLATE).get(folder).path("Outputs");
    assertThat(outputs.at("/ExperimentDrLabRegionLoss/Value/Ref").asString())
        .isEqualTo("ExperimentDrLabRegionLoss");
    var module = emitted.each(ProvisionFiles.MODULE).get(folder);
    assertThat(module.path("output").size()).isEqualTo(outputs.size()).isEqualTo(5);
    assertThat(module.at("/output/experiment_dr_lab_region_loss/value").asString())
        .isEqualTo("${aws_fis_experiment_template.experiment_dr_lab_region_loss.id}");
  }
}
