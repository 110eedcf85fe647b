package dev.lifeboat.aws.function;

import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.provider.AwsAccount;
import dev.lifeboat.aws.watch.AwsReplicas;
import dev.lifeboat.placement.Claim;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.FailoverPolicy.Trigger;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.watch.Backlog;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Dips;
import dev.lifeboat.watch.FailoverDecision;
import dev.lifeboat.watch.FailoverDecision.Obstacle;
import dev.lifeboat.watch.FailoverDecision.Outcome;
import dev.lifeboat.watch.FailoverHold;
import dev.lifeboat.watch.FailoverHold.Permission;
import dev.lifeboat.watch.Loss;
import dev.lifeboat.watch.RpoGuard;
import dev.lifeboat.watch.Watcher;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Watches one workload's primary region from its recovery region, and starts the way out when it
/// is lost, or a planned move when its users alone are out and the plan answers that: the execution
/// of the state machine that is named by workload and next epoch. It claims, fences and promotes
/// nothing by itself; the machine does. Thread-safe.
///
/// One invocation ends with the first answer of the primary, or when it is decided, or when its
/// time is up.
///
/// @param executions of the workload's state machine
record FailoverFunction(
    Plan plan,
    Workload workload,
    AwsAccount account,
    RegionProbe probe,
    Executions executions,
    Notifier notifier,
    Watcher.Pause pause) {

  /// What is left of an invocation for a decision: a few calls, each of which ends in seconds.
  private static final Duration RESERVE = Duration.ofSeconds(15);

  /// What fails so often before it claims does not pass by itself.
  private static final int MOST_VAIN = 3;

  /// Watches, and decides.
  ///
  /// @param address that answers while the primary serves
  /// @param left of the invocation
  /// @throws ProblemException what keeps it from watching or from starting; nothing was started
  ///   then, and the next invocation looks anew
  WatchReport watch(URI address, Duration left) throws ProblemException, InterruptedException {
    requireTime(left);
    var placed = placement();
    var hindrance = hindrance(placed);
    if (hindrance.isPresent() && openForLong(placed).isEmpty()) {
      return WatchReport.nothing(hindrance.get());
    }
    var until = probe.clock().instant().plus(left).minus(RESERVE);
    var seen = new RegionViews(probe, address, placed);
    var look =
        new Watcher(probe.clock(), pause, seen, (_, _) -> {})
            .until(
                Detector.of(workload.failover()), new InvocationCourse(workload.failover(), until));
    var report = WatchReport.seen(look.detector().verdict(), seen.newest());
    var loss = look.loss(workload.failover());
    if (loss.isPresent()) {
      return decided(report, loss.get(), look.at());
    }
    return look.detector().verdict() instanceof Detector.Verdict.Up
        ? report
        : report.with("nothing", "the time of this invocation is up");
  }

  /// Why no run that leaves the primary region may claim the placement; empty when one may.
  private Optional<String> hindrance(Placement placed) {
    return Claim.refusal(placed, plan.primary().name())
        .map(why ->
            why == Claim.Refusal.OPEN
                ? "run %s is open".formatted(placed.openRun().orElseThrow())
                : "the writer is in " + placed.writer());
  }

  /// The run that has kept the writer at home for longer than a move takes, and that no execution
  /// tells people of: one of the command line, which waits for somebody or is gone with its region.
  /// Also of one that waits people are told: who approves may not know yet that users are out.
  private Optional<RunId> openForLong(Placement placed) {
    var latest = probe.clock().instant().minus(workload.objectives().longestMove());
    return placed
        .openRun()
        .filter(_ -> placed.writer().equals(plan.primary().name()))
        .filter(it -> RunId.began(it.value()).filter(latest::isAfter).isPresent());
  }

  private void requireTime(Duration left) throws ProblemException {
    var detect = workload.failover().detect();
    var outages = workload.failover().outages();
    var out = outages.countsUsers() ? outages.usersAfter() : Duration.ZERO;
    var needed = detect.every().multipliedBy(detect.failures()).plus(out).plus(RESERVE);
    if (left.compareTo(needed) < 0) {
      throw ProblemException.lasting(
          Code.LB2009,
          "%s every %d ms, users who are out for %d s, and what follows, take %d s; the invocation has %d s"
              .formatted(
                  Count.of(detect.failures(), "look"),
                  detect.every().toMillis(),
                  out.toSeconds(),
                  needed.toSeconds(),
                  left.toSeconds()),
          "it could never find '%s' lost, so it does not watch it".formatted(workload.name()),
          "raise the function's time-out, of at most 15 minutes, or change failover.detect"
              + " or failover.usersAfter");
    }
  }

  private Placement placement() throws ProblemException {
    return account.placements().required(workload.name());
  }

  /// The primary is lost, or its users are out, as far as can be known here. Nobody could answer an
  /// invocation, so what the decision leaves to a person or to a later look is told to people.
  private WatchReport decided(WatchReport seen, Loss loss, Instant now)
      throws ProblemException, InterruptedException {
    var placed = placement(); // Somebody else may have moved it meanwhile.
    var open = openForLong(placed);
    if (open.isPresent()) {
      return toldOf(open.get(), seen, loss, now);
    }
    if (hindrance(placed).isPresent()) {
      return seen.with("nothing", "somebody else moves it");
    }
    var next = executions.next(placed);
    var outcome =
        new FailoverDecision(plan, workload, loss.mode(), false)
            .of(
                account,
                placed.writer(),
                permission(placed, now),
                () -> RpoGuard.of(workload).refusal(backlog(), loss.since()));
    return switch (outcome) {
      case Outcome.Start() -> started(seen, loss, next);
      case Outcome.Person(var trigger) when trigger == Trigger.MANUAL ->
          seen.with("nothing", "the plan's trigger is manual");
      case Outcome.Person(_) -> asked(seen, loss, next, "the plan wants a person to decide");
      case Outcome.Wait(var obstacle, var why) when obstacle == Obstacle.PAUSE ->
          seen.with("nothing", why);
      case Outcome.Wait(_, var why) -> asked(seen, loss, next, why);
      case Outcome.Refused(_, var why) -> asked(seen, loss, next, why);
    };
  }

  private WatchReport started(WatchReport seen, Loss loss, NextRun next)
      throws ProblemException, InterruptedException {
    if (next.again() > MOST_VAIN) {
      return asked(
          seen, loss, next, "%d executions ended before they claimed".formatted(MOST_VAIN));
    }
    return executions
        .start(next, it -> input(it, loss))
        .map(it -> seen.with("started", it.name()))
        .orElseGet(() ->
            seen.with(
                "nothing", "an execution %s runs, with another input".formatted(next.name())));
  }

  /// The same for each that starts the same run, so that all of them are one start.
  private static String input(NextRun next, Loss loss) {
    return loss.isOfUsers()
        ? next.input("planned", "users of the primary region are out, and its database lives")
        : next.input(
            "unplanned", "the primary region is silent, and the votes of its guard are over");
  }

  /// No dips: an invocation ends with the first answer, and nothing in the account counts them. Nor
  /// are lapses kept there: only the agents of a lab tell any.
  private Permission permission(Placement placed, Instant now)
      throws ProblemException, InterruptedException {
    var paused = account.pauses().maintenance(workload.name());
    return new FailoverHold(workload.failover())
        .at(now, new FailoverHold.Facts(paused, executions.past(placed), Dips.none()));
  }

  private Backlog backlog() throws ProblemException, InterruptedException {
    var databases = account.lags(workload);
    return Backlog.unknown()
        .after(new AwsReplicas(() -> databases.databases(plan.recovery().name())).look());
  }

  /// A second run would be refused, so that people are told of the first.
  private WatchReport toldOf(RunId run, WatchReport seen, Loss loss, Instant now)
      throws ProblemException, InterruptedException {
    var why = "run %s is open".formatted(run);
    var paused = account.pauses().maintenance(workload.name());
    return workload.failover().trigger() == Trigger.MANUAL
            || paused.filter(it -> it.inForce(now)).isPresent()
        ? seen.with("nothing", why)
        : told(
            seen,
            loss,
            run.value(),
            why,
            "'lifeboat status PLAN' says how far it is; where nobody carries it on:\n"
                + "lifeboat resume %s --plan PLAN".formatted(run));
  }

  private WatchReport asked(WatchReport seen, Loss loss, NextRun next, String why)
      throws ProblemException, InterruptedException {
    return told(
        seen,
        loss,
        next.name(),
        why,
        """
        To leave %s now:
        aws stepfunctions start-execution --region %s --state-machine-arn %s --name %s --input '%s'\
        """
            .formatted(
                plan.primary().name(),
                AwsRegion.nameOf(plan.recovery()),
                executions.machine(),
                next.name(),
                input(next, loss)));
  }

  /// @param about run
  /// @param action that people may take
  private WatchReport told(WatchReport seen, Loss loss, String about, String why, String action)
      throws ProblemException, InterruptedException {
    var subject =
        loss.isOfUsers() ? "Lifeboat: users of %s are out in %s" : "Lifeboat: %s is lost in %s";
    boolean now =
        notifier.tell(
            about,
            subject.formatted(workload.name(), plan.primary().name()),
            "%s\nNothing was started: %s. %s\n".formatted(seen.views(), why, action));
    return seen.with("asked", now ? why : why + "; people were told before");
  }
}
