package dev.lifeboat.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.aws.check.AwsFinding;
import dev.lifeboat.aws.check.AwsFinding.Weight;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `check` found of one resource.
///
/// @param resource its name in the plan
/// @param weight `obstacle`, `unknown` or `warning`
/// @param formerCode as in [ErrorDocument]
record FindingRow(
    String resource,
    String weight,
    String code,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String formerCode,
    String happened,
    String means,
    String action) {

  static FindingRow of(AwsFinding finding) {
    return of(finding.resource(), finding.weight(), finding.problem());
  }

  static FindingRow of(String resource, Weight weight, Problem problem) {
    return new FindingRow(
        resource,
        word(weight),
        problem.code().name(),
        problem.code().former().map(Code::name).orElse(null),
        problem.happened(),
        problem.means(),
        problem.action());
  }

  static String word(Weight weight) {
    return switch (weight) {
      case OBSTACLE -> "obstacle";
      case UNKNOWN -> "unknown";
      case WARNING -> "warning";
    };
  }

  boolean is(Weight of) {
    return weight.equals(word(of));
  }

  /// Such as `orders: LB7005 us-west-2 has no instance …; create …`.
  String phrase() {
    return "%s: %s %s; %s".formatted(resource, code, happened, action);
  }

  List<String> lines() {
    return List.of(
        "%-8s %s  %s: %s".formatted(weight, code, resource, happened),
        "           means " + means,
        "           do    " + action);
  }
}
