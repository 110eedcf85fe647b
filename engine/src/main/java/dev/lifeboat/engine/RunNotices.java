package dev.lifeboat.engine;

import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Notices;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// People of a run who are told by the provider's own channel as well: what happened, when the run
/// began, when that was reached, and how long it took.
///
/// @param others who are asked, and told where they are
/// @param began when the run did
record RunNotices(
    People others, Notices channel, RunId run, Runbook runbook, Instant began, InstantSource clock)
    implements People {

  @Override
  public Optional<Answer> ask(Step.Ask ask) throws InterruptedException {
    return others.ask(ask);
  }

  /// A message that cannot be handed over keeps nobody from being recovered.
  @Override
  public String tell(Step.Tell tell) throws InterruptedException {
    try {
      var receipt = channel.send(subject(), text(tell));
      if (receipt.isEmpty()) {
        return others.tell(tell);
      }
      var _ = others.show(tell);
      return receipt.get();
    } catch (ProblemException failed) {
      return "%s: %s; %s".formatted(NOT_TOLD, failed.problem().happened(), others.show(tell));
    }
  }

  private String subject() {
    return "Lifeboat: %s of %s completed".formatted(runbook.mode().word(), runbook.workload());
  }

  private String text(Step.Tell tell) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var start = began.truncatedTo(ChronoUnit.SECONDS);
    return """
    %s
    %s %s
    start %s
    end %s
    duration %s
    """
        .formatted(
            tell.message(),
            runbook.mode().word(),
            run,
            start,
            now,
            SpanText.of(Duration.between(start, now)));
  }
}
