package dev.lifeboat.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// An alarm as properties of CloudFormation.
record AlarmProperties(References references, CloudResource.MetricAlarm alarm) {
  Map<String, Object> all() {
    var tree = JsonTree.of("AlarmName", alarm.name(), "AlarmDescription", alarm.why());
    switch (alarm.measure()) {
      case CloudResource.Metric metric -> {
        tree.putAll(metric(metric));
        tree.put("Statistic", alarm.limit().statistic());
        tree.put("Period", alarm.limit().period().toSeconds());
      }
      case CloudResource.Formula formula -> tree.put("Metrics", metrics(formula));
    }
    tree.putAll(
        JsonTree.of(
            "EvaluationPeriods",
            alarm.limit().periods(),
            "Threshold",
            alarm.limit().from(),
            "ComparisonOperator",
            "GreaterThanOrEqualToThreshold",
            "TreatMissingData",
            alarm.limit().silence(),
            // Drift is told of what is written alone: somebody may mute it and forget.
            "ActionsEnabled",
            true,
            "AlarmActions",
            List.of(references.cloudFormation(alarm.topic()))));
    return tree;
  }

  private Map<String, Object> metric(CloudResource.Metric metric) {
    return JsonTree.of(
        "Namespace",
        metric.namespace(),
        "MetricName",
        metric.name(),
        "Dimensions",
        metric.dimensions().entrySet().stream()
            .map(it ->
                JsonTree.of("Name", it.getKey(), "Value", references.cloudFormation(it.getValue())))
            .toList());
  }

  private List<Object> metrics(CloudResource.Formula formula) {
    var metrics = new ArrayList<Object>();
    metrics.add(JsonTree.of("Id", "all", "Expression", formula.expression(), "ReturnData", true));
    formula
        .of()
        .forEach((id, metric) ->
            metrics.add(
                JsonTree.of(
                    "Id",
                    id,
                    "MetricStat",
                    JsonTree.of(
                        "Metric",
                        metric(metric),
                        "Period",
                        alarm.limit().period().toSeconds(),
                        "Stat",
                        alarm.limit().statistic()),
                    "ReturnData",
                    false)));
    return metrics;
  }
}
