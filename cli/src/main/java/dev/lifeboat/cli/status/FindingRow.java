package dev.lifeboat.cli.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.provider.Concern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Findings of `check` on one resource.
///
/// @param resource its name in the plan
/// @param weight `obstacle`, `unknown` or `warning`
/// @param formerCode as in `lifeboat.error/v1`
record FindingRow(
    String resource,
    String weight,
    String code,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String formerCode,
    String happened,
    String means,
    String action) {

  static FindingRow of(Concern concern, Problem problem) {
    return new FindingRow(
        concern.resource(),
        concern.weight().word(),
        problem.code().name(),
        problem.code().former().map(Code::name).orElse(null),
        problem.happened(),
        problem.means(),
        problem.action());
  }

  List<String> lines() {
    return List.of(
        "%-8s %s  %s: %s".formatted(weight, code, resource, happened),
        "           means " + means,
        "           do    " + action);
  }
}
