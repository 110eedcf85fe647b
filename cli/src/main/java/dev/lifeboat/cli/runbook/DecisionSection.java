package dev.lifeboat.cli.runbook;

import dev.lifeboat.assess.DecisionTree;
import dev.lifeboat.report.DocumentPage.Section;
import dev.lifeboat.report.DocumentPage.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Part of a document that leads to a declaration.
final class DecisionSection {
  private DecisionSection() {}

  static Section of(DecisionTree tree) {
    var rows = new ArrayList<List<String>>();
    for (var it : tree.questions()) {
      int number = rows.size() + 1;
      boolean last = number == tree.questions().size();
      var next = last ? tree.end() : "go on with %d".formatted(number + 1);
      rows.add(
          List.of(
              String.valueOf(number), it.asks(), follows(it.yes(), next), follows(it.no(), next)));
    }
    return new Section(
        "When to declare",
        List.of(),
        List.of(),
        new Table(List.of("#", "asked", "yes", "no"), rows));
  }

  private static String follows(Optional<String> answer, String next) {
    return answer.orElse(next);
  }
}
