package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Values that a person has to give before the first change, all at once.
final class MissingValues {
  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, String> words = new LinkedHashMap<>();

  /// @param given how a person gives it
  void add(ProvisionIndex.Deploy step, String parameter, String given) {
    var source =
        step.asks().stream()
            .filter(it -> it.name().equals(parameter))
            .findFirst()
            .map(it -> "%s From: %s".formatted(it.means(), it.source()))
            .orElse("");
    words.putIfAbsent(given, "%s of %s: %s".formatted(parameter, step.stack(), source));
    options.putIfAbsent(given, "--set %s=VALUE".formatted(given));
  }

  void add(ProvisionIndex.Upload upload) {
    words.putIfAbsent(upload.key(), upload.file());
    options.putIfAbsent(upload.key(), "--functions FILE");
  }

  /// @throws ProblemException LB1011
  void requireNone() throws ProblemException {
    if (!words.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB1011,
          "no plan says, and nobody gave: " + String.join("; ", words.values()),
          "nothing was changed",
          "lifeboat provision PLAN "
              + options.values().stream().distinct().collect(Collectors.joining(" ")));
    }
  }
}
