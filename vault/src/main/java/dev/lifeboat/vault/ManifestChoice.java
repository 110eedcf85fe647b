package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Search for the snapshot that is meant.
///
/// @param all that can be read, the newest first
/// @param damages of those that cannot
record ManifestChoice(List<Manifest> all, List<VaultDamage> damages) {
  /// Sources that one message names: more are for `vault ls`.
  private static final int MOST_TOLD = 20;

  Manifest one(SnapshotChoice choice) throws IOException {
    if (choice instanceof SnapshotChoice.Newest) {
      requireNoDamage();
    }
    return readable(choice);
  }

  Manifest readable(SnapshotChoice choice) throws IOException {
    return among("snapshot", it -> !DatabaseSource.isLog(it), choice);
  }

  Manifest base(SnapshotChoice choice) throws IOException {
    return among("base of a database", DatabaseSource::isBase, choice);
  }

  private void requireNoDamage() throws DamageException {
    if (!damages.isEmpty()) {
      var first = damages.getFirst();
      throw new DamageException(
          "%s may be the newest and is damaged: %s; name another one by its id"
              .formatted(first.where(), first.why()));
    }
  }

  private Manifest among(String what, Predicate<Snapshot> kind, SnapshotChoice choice)
      throws IOException {
    return switch (choice) {
      case SnapshotChoice.Id(var start) -> named(start);
      case SnapshotChoice.Newest newest ->
          newest(what, all.stream().filter(it -> kind.test(it.snapshot())).toList(), newest);
    };
  }

  private Manifest named(String start) throws IOException {
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

  private Manifest newest(String what, List<Manifest> there, SnapshotChoice.Newest choice)
      throws IOException {
    var meant = there.stream().filter(it -> choice.isOfSource(it.snapshot())).toList();
    if (meant.isEmpty()) {
      requireNoDamage();
      throw new NoVaultException(
          there.isEmpty()
              ? "the vault has no " + what
              : "the vault has no %s of that source, but of %s".formatted(what, sources(there)));
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
