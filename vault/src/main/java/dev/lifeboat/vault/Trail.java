package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import dev.lifeboat.vault.TrailEntry.Author;
import dev.lifeboat.vault.TrailEntry.Kind;
import dev.lifeboat.vault.VaultStore.Shelf;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// The trail of a vault: each entry has the hashes of the last ones that its writer saw. However
/// many write at once, the next one names what each of them wrote; nothing is written over.
record Trail(VaultStore store, VaultKeys keys, SecureRandom random, InstantSource clock)
    implements SnapshotTeller {

  TrailLink append(Kind kind, List<String> names, String text) throws IOException {
    return append(kind, names, text, List.of());
  }

  /// On return it is there after a power cut too.
  TrailLink append(Kind kind, List<String> names, String text, List<Long> figures)
      throws IOException {
    return append(end(), kind, names, text, figures);
  }

  /// Where the next entry goes.
  TrailEnd end() throws IOException {
    return TrailEnd.read(store, keys);
  }

  /// Behind an end that is known.
  TrailLink append(TrailEnd end, Kind kind, List<String> names, String text, List<Long> figures)
      throws IOException {
    var who = System.getProperty("user.name", "unknown") + "@" + SourceHost.here().name();
    var entry =
        new TrailEntry(
            end.newName(random),
            clock.instant(),
            new Author(who, keys.slot),
            kind,
            names,
            text,
            figures,
            end.before());
    var sealed = SealedFile.TRAIL.seal(keys, entry.id(), entry.toBytes(), random);
    store.put(Shelf.TRAIL, entry.id(), sealed, sealed.length);
    return TrailLink.of(entry.id(), sealed);
  }

  @Override
  public TrailLink comes(Snapshot snapshot) throws IOException {
    return append(Kind.BACKUP, List.of(snapshot.id()), snapshot.source().toString());
  }

  @Override
  public void stays(Snapshot snapshot) throws IOException {
    append(Kind.KEPT, List.of(snapshot.id()), "");
  }

  /// All of it.
  ///
  /// @param snapshots that were listed before, each of which names the entry that tells of it
  VaultTrail read(List<Manifest> snapshots) throws IOException {
    return new TrailChain(store, keys).read(snapshots);
  }
}
