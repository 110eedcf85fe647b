package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.Tier.Architecture;
import dev.lifeboat.plan.Tier.Backups;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tiers of a plan by name, and the calendar that they go before: the usual ones, as the plan
/// changes them, and its own.
///
/// @param routines of workloads of a tier that say nothing else of it, by its name
record PlanTiers(Map<String, Tier> all, DrillRhythm drills, Map<String, Routine> routines) {
  /// Gives the objectives that are left out, and what else it says: `premium`, `standard`, `basic`
  /// or one of `tiers`.
  static final PlanKey<String> OF_WORKLOAD = Names.TYPE.key("tier");

  /// Left out: premium 15m, standard 60m, basic 240m.
  private static final PlanKey<Duration> RTO =
      PlanKey.span("rto", Duration.ofMillis(1), DurationText.LONGEST);

  /// Left out: premium 5m, standard 15m, basic 60m.
  private static final PlanKey<Duration> RPO =
      PlanKey.span("rpo", Duration.ZERO, DurationText.LONGEST);

  /// Of workloads that name none. Left out: premium `warm-standby`, the strongest that a run can
  /// follow; standard and basic `pilot-light`. With another `rto` as for a workload without a tier.
  private static final PlanKey<Strategy> STRATEGY =
      new KeyType.Choice<>(List.of(Strategy.values())).key("strategy");

  /// Of databases that name none.
  private static final PlanKey<Replication> REPLICATION =
      new KeyType.Choice<>(List.of(Replication.values()))
          .key("replication")
          .or(Replication.ASYNCHRONOUS);

  /// Left out: premium 35d, basic 7d, else 14d.
  private static final PlanKey<Duration> KEEP =
      PlanKey.span("keep", Duration.ofDays(1), DurationText.LONGEST);

  /// As `backup` has it.
  private static final PlanKey<Duration> LOGS =
      PlanKey.span("logs", Duration.ofSeconds(1), Duration.ofDays(1)).or(Backups.USUAL_LOGS);

  /// As `backup` has it.
  private static final PlanKey<BackupTimes> SNAPSHOT = BackupTimes.TYPE.key("snapshot");

  /// Before those of the plan.
  private static final PlanKey<Object> DRILLS = DrillBinder.KEYS.within("drills");

  /// A portfolio has a few.
  private static final int MOST = 1_000;

  private static final Keys TIER =
      Keys.of("Tier", RTO, RPO, STRATEGY, REPLICATION, KEEP, LOGS).and(SNAPSHOT, DRILLS);

  /// Changes `premium`, `standard`, `basic`, and names others.
  static final PlanKey<Object> TIERS = new KeyType.Named(TIER, 0, MOST).key("tiers").or(Map.of());

  /// When kinds of drills are due again, for 'lifeboat drills'.
  static final PlanKey<Object> CALENDAR = DrillBinder.KEYS.within("drills");

  /// Those of a plan.
  static PlanTiers bind(Fields plan) {
    var all = new LinkedHashMap<String, Tier>();
    Tier.USUAL.forEach(it -> all.put(it.name(), it));
    plan.value(TIERS)
        .map(it -> it.named("tier"))
        .orElse(Map.of())
        .forEach((name, value) -> all.put(name, bind(name, value.fields(TIER))));
    var drills = DrillBinder.bind(plan.within(CALENDAR));
    return new PlanTiers(all, drills, Copies.each(all, it -> Routine.of(it, drills)));
  }

  /// Also of one with a mistake, for which the standard one fills in: its name is known all the
  /// same, and nothing is made of that plan.
  private static Tier bind(String name, Fields fields) {
    var usual = usual(name);
    var rto = usual.isPresent() ? fields.read(RTO) : required(fields, RTO);
    var rpo = usual.isPresent() ? fields.read(RPO) : required(fields, RPO);
    var strategy = fields.read(STRATEGY);
    var replication = fields.get(REPLICATION);
    var keep = fields.read(KEEP);
    var logs = fields.get(LOGS);
    var snapshot = fields.read(SNAPSHOT).orElse(BackupTimes.NIGHTLY);
    var drills = DrillBinder.bind(fields.within(DRILLS));
    var other = usual.orElse(Tier.STANDARD);
    var outage = rto.orElse(other.rto());
    return new Tier(
        name,
        outage,
        rpo.orElse(other.rpo()),
        new Architecture(
            strategy.orElseGet(() -> Strategy.recommendedFor(outage)),
            strategy.isPresent(),
            replication),
        new Backups(keep.orElse(other.backups().keep()), logs, snapshot),
        drills);
  }

  private static Optional<Duration> required(Fields fields, PlanKey<Duration> key) {
    return fields.required(key, DurationText.RULE).flatMap(key.type()::read);
  }

  private static Optional<Tier> usual(String name) {
    return Tier.USUAL.stream().filter(it -> it.name().equals(name)).findFirst();
  }

  /// The tier that something names, if it names one. One that is not there is told, and another
  /// stands for it: nothing is made of that plan.
  Optional<Tier> named(Fields of, PlanKey<String> key) {
    var name = of.read(key);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    var tier = Optional.ofNullable(all.get(name.get()));
    if (tier.isEmpty()) {
      of.value(key)
          .ifPresent(
              it -> UnknownName.tell(it, name.get(), "tier", () -> List.copyOf(all.keySet())));
    }
    return Optional.of(tier.orElse(Tier.STANDARD));
  }

  /// What is done for a workload of that tier; of most workloads the one of all.
  Routine routine(Optional<Tier> tier, Optional<MoveWindow> maintenance, Optional<Slo> slo) {
    if (tier.isPresent() && maintenance.isEmpty() && slo.isEmpty()) {
      return Optional.ofNullable(routines.get(tier.get().name()))
          .orElseGet(() -> Routine.of(tier.get(), drills));
    }
    var routine = new Routine(tier, drills, maintenance, slo);
    return routine.equals(Routine.NONE) ? Routine.NONE : routine;
  }

  /// RTO and RPO of a tier alone, whatever else stands there; empty where one is missing or wrong.
  static Optional<Objectives> tolerated(PlanValue plan, String name) {
    var said = plan.value(TIERS.name()).flatMap(it -> it.value(name));
    var rto = WorkloadBinder.tolerated(said, RTO).or(() -> usual(name).map(Tier::rto));
    var rpo = WorkloadBinder.tolerated(said, RPO).or(() -> usual(name).map(Tier::rpo));
    return rto.flatMap(
        outage -> rpo.map(loss -> new Objectives(outage, loss, Objectives.REGRESSION.standard())));
  }
}
