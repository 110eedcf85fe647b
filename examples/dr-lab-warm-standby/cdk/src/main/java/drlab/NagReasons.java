package drlab;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Stack;

/// Every finding of AwsSolutions that stays, each with its resource and its reason.
final class NagReasons {
  /// @param path of the resource below its stack
  record Reason(String stack, String path, String rule, String why) {}

  private NagReasons() {}

  static void giveTo(List<? extends Stack> stacks, boolean canaryEnabled) {
    give(stacks, all(canaryEnabled));
  }

  static void give(List<? extends Stack> stacks, List<Reason> reasons) {
    for (var it : reasons) {
      var stack =
          stacks.stream()
              .filter(one -> one.getNode().getId().equals(it.stack()))
              .findFirst()
              .orElseThrow();
      NagSuppressions.addResourceSuppressionsByPath(
          stack,
          "/%s/%s".formatted(stack.getNode().getPath(), it.path()),
          List.of(
              NagPackSuppression.builder()
                  .id("AwsSolutions-" + it.rule())
                  .reason(it.why())
                  .build()));
    }
  }

  private static List<Reason> all(boolean canaryEnabled) {
    var reasons = new ArrayList<Reason>();
    for (var region : List.of("Primary", "Secondary")) {
      reasons.add(ofNetwork(region + "NetworkStack"));
      ofData(reasons, region + "DataStack");
      ofDatabase(reasons, region + "DataStack");
      ofApp(reasons, region + "AppStack");
    }
    ofPrimary(reasons);
    for (var looks : List.of("PrimaryAppStack", "RoutingAndDROrchestrationStack")) {
      reasons.add(ofLook(looks, canaryEnabled));
    }
    return List.copyOf(reasons);
  }

  static Reason ofLook(String stack, boolean canaryEnabled) {
    return new Reason(
        stack,
        canaryEnabled ? "Users/Canary/ServiceRole/Resource" : "Users/Role/DefaultPolicy/Resource",
        "IAM5",
        "Putting a metric knows no resource; the namespace is a condition. A canary writes under its"
            + " own prefix and to its own log groups, whose names AWS gives.");
  }

  /// What the region alone has in which the lab is written.
  static void ofPrimary(List<Reason> reasons) {
    reasons.add(
        new Reason(
            "PrimaryDataStack",
            "Rds/Instance/Secret/Resource",
            "SMG4",
            "The administrator's password is used by hand, and after a move the database with it is"
                + " another one: whoever changes it does so in both places."));
    reasons.add(
        new Reason(
            "PrimaryAppStack",
            "AppData/Role/DefaultPolicy/Resource",
            "IAM5",
            "S3 replicates every object of the two buckets. Of keys it may use those alone that have"
                + " the lab's alias, and through S3: their ARN is not known before they are made."));
  }

  static Reason ofNetwork(String network) {
    return new Reason(
        network,
        "Groups/Entrance/Resource",
        "EC23",
        "Users come from anywhere: it is the load balancer's, at 443, and at 80 to be sent on.");
  }

  static void ofData(List<Reason> reasons, String data) {
    reasons.add(
        new Reason(
            data,
            "Login",
            "SMG4",
            "A move binds the version of the region that serves. A rotation would write a version that"
                + " no region is the owner of, and 'lifeboat check' refuses it."));
  }

  static void ofDatabase(List<Reason> reasons, String data) {
    reasons.add(
        new Reason(
            data,
            "Rds/Instance/MonitoringRole/Resource",
            "IAM4",
            "AWS's own policy for enhanced monitoring: to write its one log group."));
    reasons.add(
        new Reason(
            data,
            "Rds/Instance/Resource",
            "RDS11",
            "The port is no secret: tasks and guards alone reach it, in subnets without a way out."));
  }

  static void ofApp(List<Reason> reasons, String app) {
    reasons.add(
        new Reason(
            app,
            "Service/Task/TaskRole/DefaultPolicy/Resource",
            "IAM5",
            "The service reads and writes every object of its own bucket, and deletes none."));
    reasons.add(
        new Reason(
            app,
            "Service/Task/ExecutionRole/DefaultPolicy/Resource",
            "IAM5",
            "The token of a registry, ecr:GetAuthorizationToken, knows no resource."));
    reasons.add(
        new Reason(
            app,
            "Service/Task/Resource",
            "ECS2",
            "The name of the region's bucket and the region are no secrets; the login is one."));
  }
}
