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
      PlanKey.span("logs", Duration.ofSeconds(1), Duration.ofDays(1));

  /// When a base is taken: days, times and a zone.
  private static final PlanKey<BackupTimes> SNAPSHOT = BackupTimes.TYPE.key("snapshot");

  /// How long a backup stays at least.
  private static final PlanKey<Duration> KEEP =
      PlanKey.span("keep", Duration.ofDays(1), DurationText.LONGEST);

  /// Another vault, which has each backup too.
  private static final PlanKey<String> COPY_TO = Names.TYPE.key("copyTo");

  /// Kind of the data: financial stays 7 years at least, claims 10, audit for ever.
  private static final PlanKey<DataClass> CLASS =
      new KeyType.Choice<>(List.of(DataClass.values())).key("class");

  /// Age at which a backup is to be tried again by a restore of all of it. Left out: never by
  /// itself.
  private static final PlanKey<Duration> PROVE_EVERY =
      PlanKey.span("proveEvery", Duration.ofMinutes(1), Duration.ofDays(365));

  /// SQL that gives a row at least of what is restored so, if all is well.
  private static final PlanKey<String> PROVE_QUERY =
      KeyType.Text.any("write SQL that gives a row if all is well").key("proveQuery");

  static final Keys KEYS =
      Keys.of("Backup", TO, LOGS, SNAPSHOT, KEEP).and(COPY_TO, CLASS, PROVE_EVERY, PROVE_QUERY);

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
    var usual = tier.orElse(Tier.STANDARD).backups();
    var logs = fields.read(LOGS).orElse(usual.logs());
    var snapshot = fields.read(SNAPSHOT).orElse(usual.snapshot());
    var said = fields.read(KEEP);
    var keep = new BackupKeep(said.orElse(usual.keep()), said.isPresent(), fields.read(CLASS));
    var proveEvery = fields.read(PROVE_EVERY);
    var proveQuery = fields.read(PROVE_QUERY);
    return fields.make(() ->
        new BackupPolicy(to.orElseThrow(), copyTo, logs, snapshot, keep, proveEvery, proveQuery));
  }

  private static Optional<String> vault(
      Fields fields, PlanKey<String> key, DeclaredNames declared) {
    var name = fields.read(key);
    if (name.isPresent() && !declared.vaults().containsKey(name.get())) {
      return fields
          .value(key)
          .flatMap(it ->
              UnknownName.tell(
                  it, name.get(), "vault", () -> List.copyOf(declared.vaults().keySet())));
    }
    return name;
  }
}
