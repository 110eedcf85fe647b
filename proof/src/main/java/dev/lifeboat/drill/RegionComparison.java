package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.CanaryComparison;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Compares what both regions hold, once what is under way has arrived.
record RegionComparison(DrillContext context) {
  private static final Duration LOOK = Duration.ofMillis(200);

  /// Whether both regions hold the same of what `clients` wrote.
  ///
  /// @param clients at least one
  Criterion ofWrites(List<String> clients) throws InterruptedException, ProblemException {
    return untilArrived(() -> compare(clients), seen -> seen.verdict() != Judgement.MISSED);
  }

  private Criterion compare(List<String> clients) throws InterruptedException {
    var drills = context.drills();
    var home = context.home();
    var away = context.away();
    var all = new ArrayList<Criterion>();
    for (var client : clients) {
      all.add(
          CanaryComparison.compare("rows", drills.rows(home, client), drills.rows(away, client)));
      all.add(
          CanaryComparison.compare(
              "objects", drills.objects(home, client), drills.objects(away, client)));
    }
    return all.stream().reduce(Criterion::and).orElseThrow();
  }

  /// Whether both regions hold the same of all that the workload keeps, whoever wrote it.
  ///
  /// @param when such as `before the return`, for people
  DataCheck ofData(String when) throws InterruptedException, ProblemException {
    return context.phase(
        DrillPhase.DATA,
        "compare both regions " + when,
        () -> {
          var writer = context.writer();
          return untilArrived(
              () -> DataCheck.of(context.drills().data(writer)),
              seen -> seen.verdict() == Judgement.MET);
        },
        DataCheck::why);
  }

  private <T> T untilArrived(DrillClock.Look<T, ProblemException> look, Predicate<T> enough)
      throws InterruptedException, ProblemException {
    return context.clock().look(context.drills().timeouts().arrival(), LOOK, look, enough);
  }
}
