package dev.lifeboat.plan;

import java.util.List;

/// Keys down to a value, where what it may say depends on them. Items of lists have an empty one.
final class KeyPaths {
  private KeyPaths() {}

  /// Whether the plan hands on what stands there to a program that may have a meaning of its own
  /// for it: a command and its variables, a canary's requests and SQL.
  static boolean isHandedOn(List<String> path) {
    var lab = LabBinder.LAB.name();
    var canary = LabBinder.PLAN_CANARY.name();
    return isAt(path, 0, canary)
        || (isAt(path, 0, lab) && isAt(path, 1, canary))
        || (isAt(path, 0, "workloads")
            && isAt(path, 2, "resources")
            && (isCommand(path, 4) || (isAt(path, 4, lab) && isCommand(path, 5))));
  }

  static boolean isAt(List<String> path, int index, String key) {
    return path.size() > index && path.get(index).equals(key);
  }

  private static boolean isCommand(List<String> path, int index) {
    return isAt(path, index, "run") || isAt(path, index, "environment");
  }
}
