package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values that a person has to give before the first change, all at once, and those that need not
/// be given since the account led to them.
final class MissingValues {
  private final Map<String, String> asks = new LinkedHashMap<>();
  private final Map<String, String> found = new LinkedHashMap<>();

  /// @param given how a person gives it
  void add(ProvisionIndex.Deploy step, String parameter, String given) {
    asks.putIfAbsent("--set %s=VALUE".formatted(given), words(step, parameter));
  }

  void found(ProvisionIndex.Deploy step, String parameter, String given, String value) {
    found.put("--set %s=%s".formatted(given, value), words(step, parameter));
  }

  private static String words(ProvisionIndex.Deploy step, String parameter) {
    var source =
        step.asks().stream()
            .filter(it -> it.name().equals(parameter))
            .findFirst()
            .map(it -> "%s From: %s".formatted(it.means(), it.source()))
            .orElse("");
    return "%s of %s: %s".formatted(parameter, step.stack(), source);
  }

  void addFunctions() {
    asks.putIfAbsent("--functions FILE", "a lifeboat-functions.jar: none came with this");
  }

  ProvisionLook look(List<StackPreview> stacks, RuleFaults rules) {
    return new ProvisionLook(stacks, rules.wrong(), rules.left(), options(asks), options(found));
  }

  private static List<ProvisionLook.Option> options(Map<String, String> of) {
    return of.entrySet().stream()
        .map(it -> new ProvisionLook.Option(it.getKey(), it.getValue()))
        .toList();
  }

  /// @throws ProblemException LB1011
  void requireNone() throws ProblemException {
    if (!asks.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB1011,
          "no plan says, and nobody gave: " + String.join("; ", asks.values()),
          "nothing was changed",
          "lifeboat provision PLAN " + String.join(" ", asks.keySet()));
    }
  }
}
