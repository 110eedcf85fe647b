package dev.lifeboat.report;

import dev.lifeboat.drill.ClientOutage;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.scenario.Criteria;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Performance;
import dev.lifeboat.scenario.ScenarioCourse;
import java.util.List;

/// What had to hold in a [SampleRun], and did.
final class SampleCriteria {
  private SampleCriteria() {}

  static DrillResult judged(DrillResult result) {
    var data = result.comparison().data();
    var criteria =
        new Criteria(
            new Criteria.Course(
                ScenarioCourse.FAILOVER,
                Criterion.met("begun once all views agreed")
                    .and(Criterion.met("executed by one controller"))
                    .and(
                        Criterion.met(
                            "run %s moved the writer from east to west".formatted(result.run())))),
            Criterion.met("0.614 s of 900.000 s"),
            Criterion.met("0.041 s of 300.000 s"),
            Criterion.met("the plan's check passes"),
            Criterion.met("before the return: the same 3 rows in 1 table and 2 objects in 1 bucket")
                .and(
                    Criterion.met(
                        "after it: the same 341 rows in 1 table and 341 objects in 1 bucket")),
            Performance.of(4, 4, "before"));
    return new DrillResult(
        result.head(),
        result.measured(),
        result.safety(),
        result.steps(),
        new DrillResult.Comparison(criteria, null, data),
        result.rehearsed(),
        List.of(new ClientOutage("jvm", 31.2, 14, "keeps an address for 30 s")),
        null);
  }
}
