package dev.lifeboat.aws;

import dev.lifeboat.plan.Copies;
import java.util.LinkedHashMap;
import java.util.Map;

/// Metrics of CloudWatch that tell what drills of a workload measured, in the recovery region.
public enum DrillMetric {
  /// In seconds.
  RTO("RtoSeconds"),
  /// In seconds.
  RPO("RpoSeconds"),
  /// Acknowledged writes that the recovered region has not.
  LOST("LostWrites");

  public static final String NAMESPACE = "Lifeboat/Drills";

  private final String metric;

  DrillMetric(String metric) {
    this.metric = metric;
  }

  /// As CloudWatch knows it.
  public String metric() {
    return metric;
  }

  /// By which CloudWatch tells workloads apart.
  public static Map<String, String> dimensions(String plan, String workload) {
    var dimensions = new LinkedHashMap<String, String>();
    dimensions.put("Plan", plan);
    dimensions.put("Workload", workload);
    return Copies.ordered(dimensions);
  }
}
