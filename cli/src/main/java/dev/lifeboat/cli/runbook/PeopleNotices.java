package dev.lifeboat.cli.runbook;

import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.Runbook;
import java.util.List;

/// Texts of a move that people paste: what only they know is left blank, as `____`.
record PeopleNotices(Plan plan, Workload workload, Runbook runbook) {

  /// For those who work on it.
  String stakeholders() {
    return runbook.mode() == Mode.FAILOVER
        ? """
        [%s] DISASTER DECLARED at ____ UTC by ____
        '%s' is lost with region %s since ____ UTC. It is failed over to %s.
        RTO %s, RPO %s: users are to be back by ____ UTC.
        Owner %s; this is led by ____, in ____. Next word at ____ UTC.
        """
            .formatted(
                plan.name(),
                workload.name(),
                runbook.source(),
                runbook.target(),
                SpanText.estimated(workload.objectives().rto()),
                SpanText.estimated(workload.objectives().rpo()),
                workload.owner())
        : runbook.mode().moves() ? plannedMove() : reprotect();
  }

  private String reprotect() {
    return """
    [%s] REPROTECT at ____ UTC, decided by ____
    '%s' gets its replica in region %s again. Users notice nothing, and nothing moves.
    Owner %s; this is led by ____, in ____. Next word at ____ UTC.
    """
        .formatted(plan.name(), workload.name(), runbook.target(), workload.owner());
  }

  private String plannedMove() {
    return """
    [%s] PLANNED MOVE at ____ UTC, decided by ____
    %s of '%s' from region %s to %s. Nothing is lost; if it fails early it is taken back.
    Owner %s; this is led by ____, in ____. Next word at ____ UTC.
    """
        .formatted(
            plan.name(),
            runbook.mode().word(),
            workload.name(),
            runbook.source(),
            runbook.target(),
            workload.owner());
  }

  /// For clients: when it began, and when it is over.
  List<String> clients() {
    boolean planned = runbook.mode() != Mode.FAILOVER;
    return List.of(
        planned
            ? """
            Subject: planned work on %s at ____ UTC

            At ____ UTC we move %s to another site. For up to ____ changes may be
            refused; nothing that was confirmed is lost. We write again when it is done.
            """
                .formatted(workload.name(), workload.name())
            : """
            Subject: %s is unavailable since ____ UTC

            Since ____ UTC %s cannot be used as usual. We are moving it to another site
            and expect it back by ____ UTC. Please repeat nothing until then. We write
            again at ____ UTC, or once it is back.
            """
                .formatted(workload.name(), workload.name()),
        """
        Subject: %s is available again since ____ UTC

        Since ____ UTC %s can be used as usual. It was unavailable for ____.
        %s
        We are sorry, and will tell by ____ what happened and what we change.
        """
            .formatted(workload.name(), workload.name(), loss(planned)));
  }

  private String loss(boolean planned) {
    return planned || workload.mayLose().isEmpty()
        ? "Nothing that was confirmed is missing."
        : "What was entered between ____ and ____ UTC may be missing: please check it.";
  }
}
