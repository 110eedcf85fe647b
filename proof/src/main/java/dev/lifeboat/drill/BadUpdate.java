package dev.lifeboat.drill;

import dev.lifeboat.drill.RowDamage.Damaged;
import dev.lifeboat.engine.LossAcceptance;
import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.measure.FaultTime;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.Database;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.AttackedVault;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.scenario.Criterion;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Scenarios;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Bad UPDATE of a person: it damages what the drill's own client wrote, clients go on writing, and
/// somebody who reads it wants all back as it was right before.
///
/// @param files of the drill's run, whose word its client's rows bear
/// @param attacks by whoever does it, who destroys backups first; empty where nobody does
record BadUpdate(
    DrillContext context, RowDamage damage, RunFolder files, Optional<VaultAttacks> attacks) {
  /// Clients write on meanwhile, so that something is lost that must be in the ledger.
  private static final Duration UNNOTICED = Duration.ofSeconds(2);

  private static final Duration LOOK = Duration.ofMillis(250);

  /// The vault is to have log behind the point; its plan says how often that comes.
  private static final Duration LONGEST_LOG = Duration.ofMinutes(2);

  /// What was damaged, and the decision to go back.
  record Done(Damaged damaged, FaultAndDetection.Decided decided) {}

  /// @throws ProblemException LB1005 where nobody can damage anything
  static BadUpdate of(DrillContext context, RunFolder files, boolean attacked)
      throws ProblemException {
    return new BadUpdate(
        context,
        context.required(RowDamage.class, "a bad UPDATE"),
        files,
        attacked
            ? Optional.of(context.required(VaultAttacks.class, "an attack on vaults"))
            : Optional.empty());
  }

  private String client() {
    return files.run().value();
  }

  /// @throws ProblemException why no vault leads to the point, or what a store let go of
  Done untilDecided() throws InterruptedException, ProblemException {
    // A base that is taken meanwhile would be younger than the point.
    await("a vault has its writer", goal -> goal instanceof Readiness.Ready, Optional.empty());
    var attacked = attacked();
    context.clock().pause(UNNOTICED);
    var at = context.clock().now();
    var damaged =
        context.phase(
            DrillPhase.FAULT,
            "a bad UPDATE",
            () -> damage.damage(client()),
            it -> "%s damaged right after %s".formatted(Count.of(it.rows(), "row"), it.before()));
    var broken = new FaultTime(at, context.clock().now());
    var decided =
        context.phase(
            DrillPhase.DETECT,
            "a person reads the rows, and waits until a vault has what was there before",
            () -> {
              context.clock().pause(UNNOTICED);
              await(
                  "a vault leads there",
                  it -> !(it instanceof Readiness.NotReady),
                  Optional.of(damaged.before()));
              return context.clock().now();
            },
            it -> "a vault leads there after " + Duration.between(at, it).toMillis() + " ms");
    var read = Criterion.met("begun by a person who read it; every check passed");
    return new Done(
        damaged,
        new FaultAndDetection.Decided(
            broken, decided, attacked.map(read::and).orElse(read), Optional.of(damaged.before())));
  }

  /// Backups go first, as an attacker has it: where they do not hold nothing is damaged.
  ///
  /// @throws ProblemException LB9003 where a store let go of something
  Optional<Criterion> attacked() throws InterruptedException, ProblemException {
    return attacks.isPresent() ? Optional.of(attacked(attacks.get())) : Optional.empty();
  }

  private Criterion attacked(VaultAttacks by) throws InterruptedException, ProblemException {
    var vaults =
        context.phase(
            DrillPhase.FAULT,
            "an attacker with the login that writes to each vault",
            by::attack,
            BadUpdate::phrase);
    keep(vaults);
    if (!vaults.stream().allMatch(it -> it.let().isEmpty())) {
      throw AttackedVault.failed(
          phrase(vaults),
          "the drill failed and ended before the UPDATE: no row was damaged",
          "see what is there by 'lifeboat vault check', and have the store lock what is put");
    }
    return survived(vaults);
  }

  private void keep(List<AttackedVault> vaults) throws ProblemException {
    var file = files.folder().resolve("attack.json");
    try {
      DurableFile.write(file, JsonMapper.shared().writeValueAsBytes(vaults));
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "write", file, unwritable, phrase(vaults), "free disk space or mend the permissions");
    }
  }

  /// Whether all that was attacked is still there.
  static Criterion survived(List<AttackedVault> vaults) {
    if (vaults.isEmpty()) {
      return Criterion.missed("no vault was attacked");
    }
    boolean clear = vaults.stream().allMatch(it -> it.unclear().isEmpty());
    boolean held = vaults.stream().allMatch(AttackedVault::isHeld);
    return held && !clear ? Criterion.unknown(phrase(vaults)) : Criterion.of(held, phrase(vaults));
  }

  private static String phrase(List<AttackedVault> vaults) {
    return vaults.stream().map(AttackedVault::phrase).collect(Collectors.joining("; "));
  }

  /// @throws ProblemException why not, after a while
  private void await(String what, Predicate<Readiness> enough, Optional<Instant> before)
      throws InterruptedException, ProblemException {
    var hindrance =
        context.clock().look(LONGEST_LOG, LOOK, () -> hindrance(enough, before), Optional::isEmpty);
    if (hindrance.isPresent()) {
      var why = hindrance.get();
      throw ProblemException.passing(
          why.code(),
          "%s not within %d s: %s".formatted(what, LONGEST_LOG.toSeconds(), why.happened()),
          why.means(),
          why.action());
    }
  }

  private Optional<Problem> hindrance(Predicate<Readiness> enough, Optional<Instant> before)
      throws InterruptedException, ProblemException {
    var reconcilers = context.world().reconcilers();
    for (var database : context.workload().resources(Database.class)) {
      var goal = new Goal.Restored(database.name(), context.away(), before.orElse(null));
      var readiness = reconcilers.preflight(goal, before.isPresent());
      if (!enough.test(readiness)) {
        return readiness.hindrance();
      }
    }
    return Optional.empty();
  }

  /// The drill decides for a person who gives up what was written since, and says so.
  void accept(Runs.OpenRun open, World world, String by)
      throws InterruptedException, ProblemException {
    var word = new LossAcceptance(by, new DrillReason(scenario().word()).text());
    try {
      LossAcceptance.note(open, word.beforehand(open.state(), world), context.clock().now());
    } catch (InterruptedException interrupted) {
      open.journal().close();
      throw interrupted;
    }
  }

  private Scenario scenario() {
    return attacks.isPresent() ? Scenarios.RANSOMWARE : Scenarios.DATA_CORRUPTION;
  }

  /// Whether `region` has what was there right before, and none of the damage.
  Criterion undone(Damaged damaged, String region, Evidence.Result measured)
      throws InterruptedException {
    return switch (context.drills().rows(region, RowDamage.nameOf(client()))) {
      case StoredNumbers.NoStore() -> Criterion.unknown("the plan's canary names no rows");
      case StoredNumbers.Unread(var why) -> Criterion.unknown("damaged rows not read: " + why);
      case StoredNumbers.Numbers(var left) when !left.isEmpty() ->
          Criterion.missed("%s in %s".formatted(Count.of(left.size(), "damaged row"), region));
      case StoredNumbers.Numbers _ -> whole(damaged, region, measured);
    };
  }

  private static Criterion whole(Damaged damaged, String region, Evidence.Result measured) {
    var survival = measured.measurement().map(Measurement::writes).map(it -> it.survival());
    if (!(survival.orElse(new Survival.Unknown(measured.why()))
        instanceof Survival.Counted counted)) {
      return Criterion.unknown("which writes survived is not known");
    }
    var early =
        counted.lost().stream()
            .filter(it -> !it.acknowledgedAt().isAfter(damaged.before()))
            .findFirst();
    return early
        .map(it ->
            Criterion.missed(
                "write %d, acknowledged at %s, is lost, and the damage came after %s"
                    .formatted(it.number(), it.acknowledgedAt(), damaged.before())))
        .orElseGet(() ->
            Criterion.met(
                "of %s none is in %s, which has all that was acknowledged by %s"
                    .formatted(Count.of(damaged.rows(), "damaged row"), region, damaged.before())));
  }
}
