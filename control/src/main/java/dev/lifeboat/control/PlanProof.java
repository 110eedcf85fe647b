package dev.lifeboat.control;

import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.RestoreTrials;
import dev.lifeboat.watch.KnownProofs;
import dev.lifeboat.watch.RestoreProof;
import dev.lifeboat.watch.WatchFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Proof of the backups of a workload: what each vault has of each database is restored in full,
/// started where it serves nobody, and looked at. What came of it is noted, good or bad.
///
/// @param rests after what this process tried, by database and vault: a note may not be written
public record PlanProof(
    ControlledWorkload controlled, PlanVaults vaults, HostProcess host, Map<String, Rest> rests) {
  /// One that fails is tried again no sooner: whoever mends it may take a while.
  private static final Duration LEAST_REST = Duration.ofHours(1);

  /// What passes by itself, such as another one that is under way, is asked for again so soon.
  private static final Duration SOON = Duration.ofMinutes(1);

  /// None is tried again so long after then.
  public record Rest(Instant from, Duration span) {}

  public PlanProof(ControlledWorkload controlled, PlanVaults vaults, HostProcess host) {
    this(controlled, vaults, host, new ConcurrentHashMap<>());
  }

  /// One database in one vault.
  ///
  /// @param problem why the backup is not proven
  /// @param unnoted why nothing is noted of it: its note cannot be written, or it passes by itself
  public record Outcome(
      BackedUpDatabase database,
      VaultPlace vault,
      RestoreProof proof,
      Optional<Problem> problem,
      Optional<Problem> unnoted) {}

  /// All of it now.
  ///
  /// @param of each of whose vaults is read
  /// @throws ProblemException LB1005 when nothing can be started there
  public List<Outcome> run(List<BackedUpDatabase> of)
      throws InterruptedException, ProblemException {
    var outcomes = new ArrayList<Outcome>();
    for (var database : of) {
      for (var place : database.vaults()) {
        outcomes.add(prove(database, place));
      }
    }
    return outcomes;
  }

  /// What the plan wants to be proven by now; nothing while a run is open. One that cannot be tried
  /// keeps no other from its turn.
  ///
  /// @param untried is told why one could not be, or whose note cannot be written
  List<Outcome> runDue(Consumer<Problem> untried) throws InterruptedException {
    var outcomes = new ArrayList<Outcome>();
    for (var database : BackedUpDatabase.of(controlled.file().plan(), controlled.workload())) {
      for (var place : database.vaults()) {
        try {
          if (isDue(database, place) && controlled.placement().openRun().isEmpty()) {
            var tried = prove(database, place);
            tried.unnoted().ifPresent(untried);
            outcomes.add(tried);
          }
        } catch (ProblemException failed) {
          untried.accept(failed.problem());
        }
      }
    }
    return outcomes;
  }

  private boolean isDue(BackedUpDatabase database, VaultPlace place) throws ProblemException {
    var every = database.policy().proveEvery();
    var notes = WatchSources.of(controlled).notes();
    var name = database.database().name();
    var now = host.clock().instant();
    var rested = Optional.ofNullable(rests.get(key(database, place)));
    if (every.isEmpty()
        || rested.filter(it -> !isOld(Optional.of(it.from()), it.span(), now)).isPresent()
        || isEmpty(notes, name, place)) {
      return false;
    }
    var proofs = proofs(notes, name, place);
    var last = proofs.proofs().stream().findFirst().map(RestoreProof::at);
    return isOld(proofs.last().map(RestoreProof::at), every.get(), now)
        && isOld(last, rest(database), now);
  }

  private static Duration rest(BackedUpDatabase database) {
    return database
        .policy()
        .proveEvery()
        .filter(it -> it.compareTo(LEAST_REST) < 0)
        .orElse(LEAST_REST);
  }

  private static String key(BackedUpDatabase database, VaultPlace place) {
    return database.database().name() + "." + place.name();
  }

  private static boolean isOld(Optional<Instant> at, Duration limit, Instant now) {
    return at.filter(it -> !it.isAfter(now) && it.plus(limit).isAfter(now)).isEmpty();
  }

  /// There is nothing to prove yet.
  private boolean isEmpty(WatchFolder notes, String database, VaultPlace place)
      throws ProblemException {
    return notes
        .backup(controlled.workload().name(), database, place.name())
        .flatMap(it -> it.base())
        .isEmpty();
  }

  private KnownProofs proofs(WatchFolder notes, String database, VaultPlace place)
      throws ProblemException {
    return notes.proofs(controlled.workload().name(), database, place.name());
  }

  private Outcome prove(BackedUpDatabase database, VaultPlace place)
      throws InterruptedException, ProblemException {
    var trials = trials();
    var point = new ArrayList<RestoreProof.Point>();
    var began = host.clock().instant();
    rests.put(key(database, place), new Rest(began, rest(database)));
    var found = Optional.<RestoreTrials.Findings>empty();
    var problem = Optional.<Problem>empty();
    try {
      found =
          Optional.of(
              trials.hold(
                  database.database(),
                  database.policy().proveQuery(),
                  folder -> restored(database, place, folder, began, point)));
    } catch (ProblemException failed) {
      problem = Optional.of(failed.problem());
    }
    var proof =
        new RestoreProof(
            began,
            since(began),
            point.stream().findFirst(),
            found.map(RestoreTrials.Findings::checked).orElse(List.of()),
            found.map(RestoreTrials.Findings::digest),
            problem.map(Problem::happened));
    var passing = problem.filter(it -> it.retry() == Problem.Retry.LATER);
    if (passing.isPresent()) {
      rests.put(key(database, place), new Rest(began, SOON));
    }
    var unnoted = passing.or(() -> note(database, place, proof));
    return new Outcome(database, place, proof, problem, unnoted);
  }

  /// @return why it cannot be written
  private Optional<Problem> note(BackedUpDatabase database, VaultPlace place, RestoreProof proof) {
    try {
      var notes = WatchSources.made(controlled).notes();
      notes.add(proofs(notes, database.database().name(), place), proof);
      return Optional.empty();
    } catch (ProblemException unwritten) {
      return Optional.of(unwritten.problem());
    }
  }

  private RestoreTrials.Log restored(
      BackedUpDatabase database,
      VaultPlace place,
      Path folder,
      Instant began,
      List<RestoreProof.Point> point)
      throws InterruptedException, ProblemException {
    try (var vault = vaults.open(place)) {
      var restored = vault.restore(database, new RestorePoint.Latest(), folder);
      requireWhole(place, restored);
      point.add(point(restored, since(began)));
      return new RestoreTrials.Log(restored.reach().timeline(), restored.recovers());
    }
  }

  private RestoreTrials trials() throws ProblemException {
    return controlled
        .platform()
        .ability(controlled.workload(), RestoreTrials.class)
        .orElseThrow(() ->
            ProblemException.lasting(
                Code.LB1005,
                "nothing that is restored can be started on "
                    + controlled.platform().kind().title(),
                "no backup was tried",
                "bring it back by 'lifeboat restore %s --to DIR', and start it yourself"
                    .formatted(controlled.file().typed())));
  }

  private Duration since(Instant began) {
    return Duration.between(began, host.clock().instant());
  }

  private static RestoreProof.Point point(PlanVault.Restored restored, Duration took) {
    var reach = restored.reach();
    return new RestoreProof.Point(
        reach.snapshot(),
        reach.ended(),
        restored.recovers(),
        restored.files(),
        restored.bytes(),
        took);
  }

  private static void requireWhole(VaultPlace place, PlanVault.Restored restored)
      throws ProblemException {
    if (!restored.damages().isEmpty()) {
      throw ProblemException.lasting(
          Code.LB9008,
          "vault '%s' is damaged: %s"
              .formatted(place.name(), String.join("; ", restored.damages())),
          "not all of the database came back; no server was started on it",
          "see 'lifeboat vault check'");
    }
  }
}
