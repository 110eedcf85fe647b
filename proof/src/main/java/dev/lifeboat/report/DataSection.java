package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether both regions held the same, table by table and bucket by bucket, before and after the
/// return.
final class DataSection {
  /// More are in result.json.
  static final int MOST_LISTED = 100;

  private final Html html;
  private final Contents contents;

  DataSection(Html html, Contents contents) {
    this.html = html;
    this.contents = contents;
  }

  void add() {
    var data = contents.result().value().map(DrillResult::data);
    if (data.isEmpty()) {
      return;
    }
    html.open("section").leaf("h2", "Data of both regions");
    html.open("table").open("tbody");
    rows("before the return", data.get().before());
    rows("afterwards", data.get().after());
    html.close().close();
    if (data.get().why() != null) {
      html.leaf("p", "Not compared at both times: " + data.get().why() + ".", "class", "why");
    }
    html.close();
  }

  private void rows(String when, @Nullable DataCheck check) {
    if (check == null) {
      return;
    }
    row(when, "all", check.verdict(), check.why());
    // What is not the same comes first: a long list must not hide it.
    var parts =
        Stream.of(Judgement.MISSED, Judgement.UNKNOWN, Judgement.MET)
            .flatMap(verdict -> check.parts().stream().filter(part -> part.verdict() == verdict))
            .toList();
    for (var part : parts.subList(0, Math.min(parts.size(), MOST_LISTED))) {
      row("", part.name(), part.verdict(), part.why());
    }
    if (parts.size() > MOST_LISTED) {
      html.open("tr").leaf("th", "", "scope", "row");
      html.leaf("td", "and %d more; result.json lists all".formatted(parts.size() - MOST_LISTED));
      html.close();
    }
  }

  private void row(String when, String name, Judgement verdict, String why) {
    html.open("tr").leaf("th", when, "scope", "row").leaf("td", name).open("td");
    html.leaf("span", verdict.word(), "class", "badge " + CriteriaSection.tone(verdict).style());
    html.close().leaf("td", why).close();
  }
}
