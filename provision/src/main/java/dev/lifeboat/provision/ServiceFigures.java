package dev.lifeboat.provision;

import dev.lifeboat.aws.elb.TargetSite;
import dev.lifeboat.provision.DashboardFigure.Axis;
import dev.lifeboat.provision.DashboardFigure.Line;
import java.util.List;
import java.util.Map;

/// Figures of what load balancers count. The plan knows their target groups alone, so that each
/// line searches for its metrics.
final class ServiceFigures {
  private ServiceFigures() {}

  /// Of one service in all its regions.
  static List<DashboardFigure> of(String service, List<TargetSite> sites) {
    return List.of(
        new DashboardFigure(
            service + ": requests; errors, 4xx and 5xx (right)",
            sites.stream()
                .flatMap(it ->
                    List.of(
                        line(it, "RequestCount", "Sum", Axis.LEFT),
                        line(it, "HTTPCode_Target_4XX_Count", "Sum", Axis.RIGHT),
                        line(it, "HTTPCode_Target_5XX_Count", "Sum", Axis.RIGHT))
                        .stream())),
        new DashboardFigure(
            service + ": seconds to answer, 99 of 100; targets that are well (right)",
            sites.stream()
                .flatMap(it ->
                    List.of(
                        line(it, "TargetResponseTime", "p99", Axis.LEFT),
                        line(it, "HealthyHostCount", "Minimum", Axis.RIGHT))
                        .stream())));
  }

  private static Line line(TargetSite site, String metric, String statistic, Axis axis) {
    var search =
        "SEARCH('{AWS/ApplicationELB,LoadBalancer,TargetGroup} MetricName=\"%s\" TargetGroup=\"%s\"', '%s', 60)"
            .formatted(metric, WorkloadAlarms.group(site), statistic);
    return new Line(List.of(), Map.of("expression", search), site.awsRegion(), axis);
  }
}
