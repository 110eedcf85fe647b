package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Values that a person has to give before the first change, all at once.
final class MissingValues {
  private final Map<String, String> asks = new LinkedHashMap<>();

  /// @param given how a person gives it
  void add(ProvisionIndex.Deploy step, String parameter, String given) {
    var source =
        step.asks().stream()
            .filter(it -> it.name().equals(parameter))
            .findFirst()
            .map(it -> "%s From: %s".formatted(it.means(), it.source()))
            .orElse("");
    asks.putIfAbsent(
        "--set %s=VALUE".formatted(given),
        "%s of %s: %s".formatted(parameter, step.stack(), source));
  }

  void add(ProvisionIndex.Upload upload) {
    asks.putIfAbsent("--functions FILE", upload.file());
  }

  List<ProvisionLook.Ask> asks() {
    return asks.entrySet().stream()
        .map(it -> new ProvisionLook.Ask(it.getKey(), it.getValue()))
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
