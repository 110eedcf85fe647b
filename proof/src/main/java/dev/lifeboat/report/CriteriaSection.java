package dev.lifeboat.report;

import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Judgement;

/// What had to hold for the drill to pass, each part with what was seen.
final class CriteriaSection {
  private final Html html;
  private final Contents contents;

  CriteriaSection(Html html, Contents contents) {
    this.html = html;
    this.contents = contents;
  }

  void add() {
    var criteria = contents.result().value().map(DrillResult::criteria);
    if (criteria.isEmpty()) {
      return;
    }
    html.open("section").leaf("h2", "Criteria");
    html.open("table").open("tbody");
    rows(criteria.get());
    html.close().close().close();
  }

  private void rows(Criteria criteria) {
    var course = criteria.recovery();
    row("recovery, " + course.kind().word(), course.verdict(), course.why());
    row("RTO", criteria.rto());
    row("RPO", criteria.rpo());
    row("function", criteria.function());
    row("integrity of data", criteria.integrity());
    row("performance", criteria.performance().verdict(), criteria.performance().why());
  }

  private void row(String name, Criterion criterion) {
    row(name, criterion.verdict(), criterion.why());
  }

  private void row(String name, Judgement verdict, String why) {
    html.open("tr").leaf("th", name, "scope", "row").open("td");
    html.leaf("span", verdict.word(), "class", "badge " + tone(verdict).style());
    html.close().leaf("td", why).close();
  }

  static Headline.Tone tone(Judgement verdict) {
    return switch (verdict) {
      case MET -> Headline.Tone.GOOD;
      case MISSED -> Headline.Tone.BAD;
      case UNKNOWN -> Headline.Tone.UNKNOWN;
    };
  }
}
