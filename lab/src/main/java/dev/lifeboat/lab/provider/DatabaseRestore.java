package dev.lifeboat.lab.provider;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.DatabaseState;
import dev.lifeboat.agent.state.RestoredFrom;
import dev.lifeboat.agent.state.Role;
import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.SqlFailure;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.provider.VaultWish;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings a database back from its vaults. Its files are restored beside the data directory, and
/// the region's agent takes them whole or not at all.
///
/// What was restored for an earlier run counts for nothing: its writer may have written since.
///
/// @param databases of the workload, which the same region takes
record DatabaseRestore(
    LabClients clients, PresentEpoch epoch, RestoreReadiness readiness, List<String> databases)
    implements RegionReconciler<Goal.Restored> {
  /// The server may have the log of a night to apply before it answers.
  private static final Duration TAKE = Duration.ofMinutes(2);

  private static final Duration STOP = Duration.ofSeconds(25);

  private static final Duration SQL = Duration.ofSeconds(5);

  /// All of it is told before anything is fenced.
  @Override
  public Readiness preflight(Goal.Restored goal) throws InterruptedException {
    return preflight(goal, false);
  }

  @Override
  public Readiness preflight(Goal.Restored goal, boolean lossAccepted) throws InterruptedException {
    return readiness.ofRestore(goal, lossAccepted, target(goal));
  }

  /// Whether its region could take what is found.
  RestoreReadiness.Target target(Goal.Restored goal) {
    return point -> takes(goal, point);
  }

  private Readiness takes(Goal.Restored goal, VaultPoint point) throws InterruptedException {
    try {
      return RestoreTarget.of(clients, goal, folder(goal)).readiness(point, beside(goal));
    } catch (IOException silent) {
      return Readiness.notReady(CallProblems.problem(goal.phrase(), silent).problem());
    }
  }

  /// What the others take of the same room.
  private List<VaultPoint> beside(Goal.Restored goal) throws IOException, InterruptedException {
    var others = new ArrayList<Goal.Restored>();
    for (var name : databases) {
      var other = new Goal.Restored(name, goal.region(), goal.before());
      if (!other.equals(goal) && RestoreTarget.shareRoom(folder(goal), folder(other))) {
        others.add(other);
      }
    }
    return readiness.beside(others);
  }

  private Path folder(Goal.Restored goal) {
    return RestoredFrom.folder(clients.folder().database(goal.region(), goal.resource()));
  }

  @Override
  public Observation look(Goal.Restored goal) throws IOException, InterruptedException {
    Placement placed;
    try {
      placed = readiness.placements().required(readiness.workload());
    } catch (ProblemException unread) {
      return Observation.unreachable(unread.problem().happened());
    }
    var seen = state(goal);
    var origin = Optional.ofNullable(seen.restored());
    if (origin.filter(it -> it.epoch() == placed.highestEpoch()).isEmpty()) {
      return Observation.pending(
          "nothing of %s was restored in %s under epoch %d"
              .formatted(goal.resource(), goal.region(), placed.highestEpoch()));
    }
    var sql = seen.server().sql();
    if (sql == null) {
      return Observation.pending(
          Optional.ofNullable(seen.care().why()).orElse("it does not answer SQL yet"));
    }
    var missing = new ReplayedLog(origin.get(), sql).missing();
    if (missing.isPresent()) {
      return Observation.pending(missing.get());
    }
    return applied(goal)
        .orElseGet(() ->
            Observation.met(
                "%s was restored from %s; it has applied all of it"
                    .formatted(goal.resource(), origin.get().phrase())));
  }

  /// Why not all of its log is applied; empty where it is.
  private Optional<Observation> applied(Goal.Restored goal) {
    try (var session = Session.open(clients.superuser(goal.region(), goal.resource()), SQL)) {
      return !session.inRecovery() || session.hasAppliedAll()
          ? Optional.empty()
          : Optional.of(Observation.pending("it applies the log that came with it"));
    } catch (SQLException silent) {
      return Optional.of(Observation.unreachable(SqlFailure.told(silent)));
    }
  }

  private DatabaseState state(Goal.Restored goal) throws IOException, InterruptedException {
    return AgentStates.database(
        clients.agent(goal.region()).freshState(goal.resource()), goal.resource());
  }

  @Override
  public void request(Goal.Restored goal, Attempt attempt)
      throws IOException, InterruptedException, ProblemException {
    epoch.require(goal, attempt);
    var folder = folder(goal);
    Files.createDirectories(folder.resolveSibling(""));
    try (var _ = lock(goal, folder)) {
      // What was so before the lock whoever had it may have changed since.
      var seen = state(goal);
      var origin = Optional.ofNullable(seen.restored());
      if (origin.filter(it -> it.epoch() == attempt.epoch()).isPresent()) {
        return; // Its agent has it, and its log is being applied.
      }
      if (RestoredFrom.read(folder).filter(it -> it.epoch() == attempt.epoch()).isEmpty()) {
        restore(goal, attempt, folder);
      }
      epoch.require(goal, attempt);
      stopFormerWriter(goal, attempt, seen);
      var _ =
          clients.agent(goal.region()).within(TAKE).takeRestored(goal.resource(), attempt.epoch());
    }
  }

  /// A run that is taken up elsewhere, while its controller only seems to be dead, would else write
  /// among the files that the other one writes.
  private static ExclusiveLock lock(Goal.Restored goal, Path folder)
      throws IOException, ProblemException {
    return ExclusiveLock.ifFree(folder.resolveSibling(folder.getFileName() + ".lock"))
        .orElseThrow(() ->
            ProblemException.passing(
                Code.LB2011,
                "another process restores %s in %s".formatted(goal.resource(), goal.region()),
                "its files are left alone",
                "wait; it is asked for again"));
  }

  /// A region that died before it was fenced comes back and believes to be the writer, which takes
  /// nothing, and nothing else in a run fences it. It is stopped, and not started read-only as for
  /// a copy: its files may be damaged, and are about to be replaced and kept.
  private void stopFormerWriter(Goal.Restored goal, Attempt attempt, DatabaseState seen)
      throws IOException, InterruptedException {
    if (seen.duty().role() == Role.WRITER) {
      var _ =
          clients
              .agent(goal.region())
              .within(STOP)
              .assign(
                  goal.resource(),
                  AssignmentRequest.stopped(attempt.epoch(), AssignmentRequest.Stop.IMMEDIATE));
    }
  }

  /// What an earlier attempt left goes: it may be half of it, or of another run.
  private void restore(Goal.Restored goal, Attempt attempt, Path folder)
      throws IOException, InterruptedException, ProblemException {
    var placed = readiness.placements().required(readiness.workload());
    var word = attempt.succession().acceptedLoss();
    var wish = readiness.wish(goal, placed, word.isPresent());
    var look =
        readiness.vaults().look(word.isPresent() ? wish : wish.with(VaultWish.Patience.THOROUGH));
    var hindrance = UnreadVaults.hindrance(goal.resource(), look, placed.epoch(), word);
    if (hindrance.isPresent()) {
      throw hindrance.get().asException();
    }
    VaultPoint point = look.found().orElseThrow();
    FileTree.delete(folder);
    var log = readiness.vaults().restore(point, goal.resource(), folder);
    // What was accepted was seen before the fence, and may be another loss than this one.
    var lacks = UnreadVaults.doubt(goal.resource(), look, placed.epoch()).map(Problem::happened);
    new RestoredFrom(
            attempt.epoch(), log.vault(), log.timeline(), log.reaches(), lacks.orElse(null))
        .write(folder);
  }
}
