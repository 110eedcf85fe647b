package dev.lifeboat.aws.states;

import dev.lifeboat.aws.guard.FunctionLease;
import dev.lifeboat.aws.keys.AccountNames;
import dev.lifeboat.aws.keys.AwsKeys;
import dev.lifeboat.aws.keys.AwsPlan;
import dev.lifeboat.aws.keys.AwsRegion;
import dev.lifeboat.aws.provider.AwsKind;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Mode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes the state machine of a workload, for its recovery region: a move out of the primary region
/// must not need it.
///
/// Its input is `{"mode":"planned"|"unplanned","reason":…,"dryRun":false,"acceptLoss":{"by":…,
/// "reason":…}}`, of which `mode` alone is needed: planned is a switchover, unplanned a failover.
/// An execution that is not named by workload and epoch starts one that is, so that a start which
/// is delivered twice begins one run.
public final class StateMachineCompiler {
  /// The last makes each wait of a step of half an hour a minute longer at most.
  private static final int SLOWER_PACES = 3;

  private final Plan plan;
  private final Workload workload;
  private final PollPace pace;
  private final Optional<Functions> functions;
  private final ClaimTasks claims;

  /// @param withFunctions whether what no call of the recovery region brings about is left to the
  ///   function of this plan
  /// @throws ProblemException LB2006 when the placements are out of the machine's reach
  public StateMachineCompiler(Plan plan, Workload workload, boolean withFunctions, PollPace pace)
      throws ProblemException {
    this.plan = plan;
    this.workload = workload;
    this.pace = pace;
    this.functions =
        withFunctions
            ? Optional.of(
                new Functions(AccountNames.function(plan), plan.sha256(), workload.name()))
            : Optional.empty();
    this.claims = claims();
  }

  /// Refuses a plan that Step Functions cannot bring about.
  ///
  /// @throws ProblemException LB2006 when nothing of it is on AWS
  public static void requireAws(Plan plan) throws ProblemException {
    if (!AwsKeys.areOf(plan)) {
      throw ProblemException.lasting(
          Code.LB2006,
          "plan '%s' is not on AWS".formatted(plan.name()),
          "Step Functions could bring nothing of it about, so no state machine is made",
          "use another --format");
    }
  }

  private ClaimTasks claims() throws ProblemException {
    var source = plan.primary().name();
    var target = plan.recovery().name();
    if (AwsPlan.of(plan).placementsIn() == AwsPlan.Place.RECOVERY) {
      return new TableClaims(AwsPlan.of(plan).placements(), workload.name(), source, target);
    }
    return functions
        .<ClaimTasks>map(it -> new FunctionClaims(it, source, target))
        .orElseThrow(() ->
            ProblemException.lasting(
                Code.LB2006,
                "the placements of plan '%s' are not in %s, where the state machine runs"
                    .formatted(plan.name(), target),
                "it could not claim the workload, so no machine is made",
                "keep them there (aws: { placementsIn: recovery }), or leave --without-functions"
                    + " out"));
  }

  private void requireLease() throws ProblemException {
    var refused = functions.flatMap(_ -> FunctionLease.refusal(plan, workload));
    if (refused.isPresent()) {
      throw refused.get().asException();
    }
  }

  /// The machine for each move that the workload knows.
  ///
  /// @throws ProblemException as [#compile(Set)]
  public StateMachine compile() throws ProblemException {
    boolean planned = new AwsKind().traits().failoverAlone(workload).isEmpty();
    return compile(planned ? EnumSet.of(Mode.FAILOVER, Mode.SWITCHOVER) : Set.of(Mode.FAILOVER));
  }

  /// The machine for moves of these modes.
  ///
  /// @param modes switchover, failover or both
  /// @throws ProblemException LB2006 when a step cannot be expressed, or the machine is too large;
  ///   LB2009 when its function cannot wait the lease out
  public StateMachine compile(Set<Mode> modes) throws ProblemException {
    requireLease();
    var draft = draft(modes, pace);
    // A workload of many resources is looked at more seldom, so that a run fits into a history.
    for (int i = 1; i <= SLOWER_PACES && draft.events() > StateMachine.MOST_EVENTS; i++) {
      draft = draft(modes, pace.slower(i));
    }
    return StateMachine.within(workload.name(), draft.tree(), draft.events());
  }

  private record Draft(Asl tree, int events) {}

  private Draft draft(Set<Mode> modes, PollPace pace) throws ProblemException {
    var machine = new StateSequence();
    var stages = new LinkedHashMap<Mode, Stages>();
    for (var mode : List.of(Mode.FAILOVER, Mode.SWITCHOVER)) {
      if (modes.contains(mode)) {
        stages.put(mode, stages(mode, pace));
      }
    }
    new EntranceStates(plan, workload, functions, claims).add(machine, stages);
    stages.values().forEach(it -> it.add(machine, "release", "undo", "stop"));
    new ExitStates(claims).add(machine, Optional.ofNullable(stages.get(Mode.SWITCHOVER)));
    requireSupport(stages);
    new DryRun(plan, workload, functions).add(machine, stages.keySet());
    var events = stages.values().stream().mapToInt(Stages::events).max().orElseThrow();
    return new Draft(machine.tree(), events);
  }

  private Stages stages(Mode mode, PollPace pace) throws ProblemException {
    var runbook = new AwsKind().compiler().compile(plan, workload, mode, plan.primary().name());
    var people = new PeopleTopic(AccountNames.topic(plan), region(), workload.name());
    return new Stages(runbook, new ApiGoals(plan, workload), functions, people, claims, pace);
  }

  private String region() {
    return AwsRegion.nameOf(plan.recovery());
  }

  private void requireSupport(Map<Mode, Stages> stages) throws ProblemException {
    var unsupported = stages.values().stream().flatMap(it -> it.unsupported().stream()).toList();
    if (!unsupported.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB2006,
          "no call of %s alone brings these about: %s"
              .formatted(region(), String.join(", ", unsupported)),
          "a machine that left them out would not recover '%s', so none is made"
              .formatted(workload.name()),
          stages.containsKey(Mode.SWITCHOVER)
              ? "leave --without-functions out, or use --mode failover if the machine need not know"
                  + " planned moves"
              : "leave --without-functions out");
    }
  }
}
