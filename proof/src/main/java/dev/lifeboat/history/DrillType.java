package dev.lifeboat.history;

import dev.lifeboat.drill.DrillKind;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import java.util.List;
import java.util.stream.Stream;

/// Type of a past drill, by the word that its run keeps.
public sealed interface DrillType {
  String word();

  record OfScenario(Scenario scenario) implements DrillType {
    @Override
    public String word() {
      return scenario.word();
    }
  }

  /// Nothing was broken.
  record Rehearsal(DrillKind kind) implements DrillType {
    @Override
    public String word() {
      return kind.word();
    }
  }

  /// A later release holds it.
  record Unknown(String word) implements DrillType {}

  /// All that there are: scenarios, then rehearsals.
  static List<DrillType> all() {
    return Stream.<DrillType>concat(
            Scenarios.all().stream().map(OfScenario::new),
            Stream.of(DrillKind.values()).map(Rehearsal::new))
        .toList();
  }

  static DrillType of(String word) {
    return all().stream()
        .filter(type -> type.word().equals(word))
        .findFirst()
        .orElseGet(() -> new Unknown(word));
  }
}
