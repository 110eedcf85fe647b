package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Binds `backup` of a workload.
final class BackupBinder {
  /// The vault.
  private static final PlanKey<String> TO =
      Names.TYPE.key("to").required("write the name of a vault of the plan");

  /// Age at which log is due that is not in the vault.
  private static final PlanKey<Duration> LOGS =
      PlanKey.span("logs", Duration.ofSeconds(1), Duration.ofDays(1)).or(Duration.ofMinutes(5));

  /// When a base is taken: days, times and a zone.
  private static final PlanKey<BackupTimes> SNAPSHOT = BackupTimes.TYPE.key("snapshot");

  /// How long a backup stays at least. Left out: 35d of tier premium, 7d of basic, else 14d.
  private static final PlanKey<Duration> KEEP =
      PlanKey.span("keep", Duration.ofDays(1), DurationText.LONGEST);

  /// Another vault, which has each backup too.
  private static final PlanKey<String> COPY_TO = Names.TYPE.key("copyTo");

  /// Kind of the data: financial stays 7 years at least, claims 10, audit for ever.
  private static final PlanKey<DataClass> CLASS =
      new KeyType.Choice<>(List.of(DataClass.values())).key("class");

  static final Keys KEYS = Keys.of("Backup", TO, LOGS, SNAPSHOT, KEEP).and(COPY_TO, CLASS);

  private BackupBinder() {}

  static Optional<BackupPolicy> bind(Fields fields, Optional<Tier> tier, DeclaredNames declared) {
    var to = vault(fields, TO, declared);
    var copyTo = vault(fields, COPY_TO, declared);
    if (to.isPresent() && copyTo.equals(to)) {
      fields
          .value(COPY_TO)
          .ifPresent(
              it -> it.wrong("is the vault that it copies", "name another vault, or leave it out"));
    }
    Duration logs = fields.get(LOGS);
    var snapshot = fields.read(SNAPSHOT).orElse(BackupTimes.NIGHTLY);
    Duration keep = fields.read(KEEP).orElse(tier.orElse(Tier.STANDARD).keep());
    var kind = fields.read(CLASS);
    return fields.make(
        () -> new BackupPolicy(to.orElseThrow(), copyTo, logs, snapshot, keep, kind));
  }

  private static Optional<String> vault(
      Fields fields, PlanKey<String> key, DeclaredNames declared) {
    var name = fields.read(key);
    if (name.isPresent() && !declared.vaults().contains(name.get())) {
      return fields
          .value(key)
          .flatMap(it ->
              UnknownName.tell(it, name.get(), "vault", () -> List.copyOf(declared.vaults())));
    }
    return name;
  }
}
