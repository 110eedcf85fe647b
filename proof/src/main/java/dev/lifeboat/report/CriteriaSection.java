package dev.lifeboat.report;

import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.ScenarioCourse;
import java.util.List;
import java.util.Optional;

/// What had to hold for the drill to pass, each part with what was seen.
record CriteriaSection(List<Row> rows) {
  /// @param why what was seen, a line each
  record Row(String name, Badge badge, List<String> why) {
    private static Row of(String name, Criterion criterion) {
      return new Row(name, Badge.of(criterion.verdict()), List.of(criterion.why().split("; ", -1)));
    }
  }

  /// Empty for a drill that did not get so far.
  static Optional<CriteriaSection> of(Contents contents) {
    return contents.told(it -> it.comparison().criteria()).map(CriteriaSection::of);
  }

  private static CriteriaSection of(Criteria criteria) {
    var course = criteria.recovery();
    return new CriteriaSection(
        List.of(
            Row.of(name(course.kind()), course.judged()),
            Row.of("RTO", criteria.rto()),
            Row.of("RPO", criteria.rpo()),
            Row.of("function", criteria.function()),
            Row.of("integrity of data", criteria.integrity()),
            Row.of("performance", criteria.performance().judged())));
  }

  private static String name(ScenarioCourse course) {
    return switch (course) {
      case FAILOVER -> "recovery in the other region";
      case HEALED -> "recovery in place";
      case MOVED -> "recovery by a planned move";
      case HELD -> "failover held back";
      case REHEARSED -> "recovery rehearsed beside the primary";
    };
  }
}
