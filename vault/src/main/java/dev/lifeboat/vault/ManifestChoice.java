package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// Search for the one that is meant of all snapshots that can be read, the newest first.
final class ManifestChoice {
  /// Sources that one message names: more are for `vault ls`.
  private static final int MOST_TOLD = 20;

  private ManifestChoice() {}

  static void requireNone(List<VaultDamage> damages) throws DamageException {
    if (!damages.isEmpty()) {
      var first = damages.getFirst();
      throw new DamageException(
          "%s may be the newest and is damaged: %s; name another one by its id"
              .formatted(first.where(), first.why()));
    }
  }

  static Manifest named(String start, List<Manifest> all, List<VaultDamage> damages)
      throws IOException {
    var lost = damages.stream().filter(it -> it.where().startsWith("snapshots/" + start)).findAny();
    if (lost.isPresent()) {
      throw new DamageException(
          "%s is damaged: %s".formatted(lost.get().where(), lost.get().why()));
    }
    var meant = all.stream().filter(it -> it.snapshot().id().startsWith(start)).toList();
    if (meant.size() != 1) {
      throw new NoVaultException(
          "%d of the vault's snapshots begin with '%s'%s"
              .formatted(
                  meant.size(),
                  start,
                  damages.isEmpty() ? "" : "; %d are damaged".formatted(damages.size())));
    }
    return meant.getFirst();
  }

  static Manifest newest(
      SnapshotChoice.Newest choice, List<Manifest> all, List<VaultDamage> damages)
      throws IOException {
    var there = all.stream().filter(it -> !DatabaseSource.isLog(it.snapshot())).toList();
    var meant = there.stream().filter(it -> choice.isOfSource(it.snapshot())).toList();
    if (meant.isEmpty()) {
      requireNone(damages);
      throw new NoVaultException(
          there.isEmpty()
              ? "the vault has no snapshot"
              : "the vault has no snapshot of that source, but of " + sources(there));
    }
    if (meant.stream().map(it -> it.snapshot().series()).distinct().count() > 1) {
      throw new NoVaultException(
          "the vault has snapshots of several sources; say which by --source, --host or its id: "
              + sources(meant));
    }
    return meant.stream()
        .filter(it -> choice.isInTime(it.snapshot()))
        .findFirst()
        .orElseThrow(() ->
            new NoVaultException(
                "the oldest snapshot of %s ended at %s"
                    .formatted(sources(meant), meant.getLast().snapshot().ended())));
  }

  private static String sources(List<Manifest> of) {
    var all = of.stream().map(it -> it.snapshot().series()).distinct().sorted().toList();
    var told =
        all.stream().limit(MOST_TOLD).map(VaultPath::toString).collect(Collectors.joining(", "));
    return all.size() <= MOST_TOLD
        ? told
        : "%s and %d more".formatted(told, all.size() - MOST_TOLD);
  }
}
