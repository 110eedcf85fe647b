package dev.lifeboat.provision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An alarm as a block of Terraform.
record TerraformAlarm(References references, CloudResource.MetricAlarm alarm) {
  Map<String, Object> block() {
    var block = JsonTree.of("alarm_name", alarm.name());
    alarm.only().ifPresent(it -> block.put("count", TerraformBlocks.unlessNone(it)));
    block.put("alarm_description", References.escaped(alarm.why()));
    switch (alarm.measure()) {
      case CloudResource.Metric metric -> block.putAll(metric(metric, "statistic"));
      case CloudResource.Formula formula -> block.put("metric_query", queries(formula));
    }
    block.putAll(
        JsonTree.of(
            "evaluation_periods",
            alarm.limit().periods(),
            "threshold",
            alarm.limit().from(),
            "comparison_operator",
            "GreaterThanOrEqualToThreshold",
            "treat_missing_data",
            alarm.limit().silence(),
            "alarm_actions",
            List.of(references.terraform(alarm.topic()))));
    return block;
  }

  private Map<String, Object> metric(CloudResource.Metric metric, String statistic) {
    var dimensions = new LinkedHashMap<String, Object>();
    metric.dimensions().forEach((name, value) -> dimensions.put(name, references.terraform(value)));
    return JsonTree.of(
        "namespace",
        metric.namespace(),
        "metric_name",
        metric.name(),
        "dimensions",
        dimensions,
        statistic,
        alarm.limit().statistic(),
        "period",
        alarm.limit().period().toSeconds());
  }

  private List<Object> queries(CloudResource.Formula formula) {
    var queries = new ArrayList<Object>();
    queries.add(JsonTree.of("id", "all", "expression", formula.expression(), "return_data", true));
    formula
        .of()
        .forEach(
            (id, metric) -> queries.add(JsonTree.of("id", id, "metric", metric(metric, "stat"))));
    return queries;
  }
}
