package dev.lifeboat.aws.check;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.drill.Experiments;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateStopCondition;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;

/// Looks at what drills of a plan break with: whether its templates of FIS are there, and the
/// alarms that stop them. They are the plan's, and read once, whichever workload asks. No recovery
/// needs them, so that all of it is a warning. Thread-safe.
final class ExperimentLook {
  private static final String ALARM = ":alarm:";

  private final Plan plan;
  private final AwsClients clients;
  private Optional<List<Concern>> found = Optional.empty();

  /// @param clients which ask AWS: a survey reads no alarms
  ExperimentLook(Plan plan, AwsClients clients) {
    this.plan = plan;
    this.clients = clients;
  }

  /// Gathers what was found into `look`, whatever its region.
  synchronized void look(Look look) throws InterruptedException {
    if (found.isEmpty()) {
      var first = new Look(clients, look.resource(), AwsRegion.nameOf(plan.primary()));
      for (var experiment : AwsPlan.of(plan).experiments().entrySet()) {
        template(first, experiment.getKey(), experiment.getValue());
      }
      found = Optional.of(List.copyOf(first.findings()));
    }
    found.get().stream().flatMap(it -> it.problem().stream()).forEach(look::warn);
  }

  private void template(Look look, String scenario, String id) throws InterruptedException {
    var template =
        look.ask(
            Experiments.FIS,
            "whether experiment template %s is there".formatted(id),
            fis -> fis.getExperimentTemplate(it -> it.id(id)).experimentTemplate(),
            ResourceNotFoundException.class::isInstance,
            gone(
                look, "experiment template " + id, "no drill of %s can begin".formatted(scenario)));
    if (template.isPresent()) {
      alarms(look, template.get());
    }
  }

  private void alarms(Look look, ExperimentTemplate template) throws InterruptedException {
    var names =
        template.stopConditions().stream()
            .map(ExperimentTemplateStopCondition::value)
            .filter(it -> it != null && it.contains(ALARM))
            .map(it -> it.substring(it.indexOf(ALARM) + ALARM.length()))
            .toList();
    for (var name : names) {
      var there =
          look.ask(
              AwsApi.cloudWatch(),
              "whether alarm %s can stop experiments of %s".formatted(name, template.id()),
              cloudWatch ->
                  cloudWatch.describeAlarms(it ->
                      it.alarmNames(name)
                          .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)));
      if (there
          .filter(it -> it.metricAlarms().isEmpty() && it.compositeAlarms().isEmpty())
          .isPresent()) {
        look.findings()
            .add(
                gone(
                    look,
                    "alarm %s, which stops %s,".formatted(name, template.id()),
                    "AWS FIS begins no such experiment, or nothing stops it"));
      }
    }
  }

  private static Concern gone(Look look, String what, String means) {
    return look.missing(
        Weight.WARNING,
        "%s is not in %s".formatted(what, look.region()),
        means,
        "make it again, by 'lifeboat provision' or by hand; or correct 'aws.experiments'");
  }
}
