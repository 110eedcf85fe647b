package dev.lifeboat.provision;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Conditions of one template, on the values of its parameters.
final class StackConditions {
  private final Map<String, Object> all = new TreeMap<>();

  /// Those that something was put under.
  Map<String, Object> all() {
    return all;
  }

  /// Of records that send users: the name of the condition.
  String leadUsers() {
    all.put("RecordsAreMade", isEqual(StackParameters.LEAD_USERS, StackParameters.YES));
    return "RecordsAreMade";
  }

  /// Of what needs a value of `parameter`: the name of the condition.
  String unlessNone(StackParameter parameter) {
    var name = parameter.name() + "IsKnown";
    all.put(
        name, JsonTree.of("Fn::Not", List.of(isEqual(parameter.name(), MeasuredBalancer.NONE))));
    return name;
  }

  private static Map<String, Object> isEqual(String parameter, String value) {
    return JsonTree.of("Fn::Equals", List.of(JsonTree.of("Ref", parameter), value));
  }
}
