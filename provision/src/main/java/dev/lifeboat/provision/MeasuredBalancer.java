package dev.lifeboat.provision;

import java.util.Optional;

/// The Application Load Balancer before a target group, as the metrics that alarms read name it.
public final class MeasuredBalancer {
  /// Stands for no such load balancer: its alarms are not made.
  public static final String NONE = "none";

  private static final String BEFORE = ":loadbalancer/";

  private MeasuredBalancer() {}

  /// Which parameter asks for that of a service.
  public static String parameter(String service) {
    return ResourceId.of("Measured", service);
  }

  /// Whether the stack of such a folder has alarms of a region.
  ///
  /// @param role word of the region's role
  public static boolean isMeasured(String folder, String role) {
    return folder.equals(role) || folder.startsWith(AlarmStack.FOLDER + role);
  }

  /// Empty of a load balancer of another kind.
  public static Optional<String> ofArn(String arn) {
    var name = arn.substring(Math.max(0, arn.indexOf(BEFORE) + BEFORE.length()));
    return arn.contains(BEFORE) && name.startsWith("app/") ? Optional.of(name) : Optional.empty();
  }
}
