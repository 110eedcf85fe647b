package dev.lifeboat.lab.bucket;

import dev.lifeboat.wire.EpochRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the peer's writes meet here: the check of their epoch, then this region's own store.
final class Receiver {
  /// The milliseconds that the peer waits while a change of role is under way.
  private static final Duration LONGEST_ADMISSION = Duration.ofMillis(700);

  private final RegionBucket own;
  private final KeyLocks keys = new KeyLocks();

  Receiver(RegionBucket own) {
    this.own = own;
  }

  /// A version, or a delete marker, that the peer ships.
  ///
  /// @param headers those to store it with
  record Shipment(
      String key,
      String identity,
      long epoch,
      Map<String, List<String>> headers,
      long lengthBytes) {}

  /// Stores a version as the newest of its key, unless a version of its identity is stored already.
  ///
  /// @throws dev.lifeboat.wire.RefusedException as [RoleBook#admitPeer]
  void put(Shipment shipment, InputStream body) throws IOException, InterruptedException {
    store(
        shipment,
        () -> {
          var headers = VersionContent.headers(shipment.headers(), shipment.identity());
          return own.s3()
              .put(shipment.key(), headers, VersionContent.body(body, shipment.lengthBytes()));
        });
  }

  /// Puts a delete marker on top of the key, unless that very marker is there already.
  void putMarker(Shipment shipment) throws IOException, InterruptedException {
    store(shipment, () -> own.s3().putMarker(shipment.key()));
  }

  /// The identities stored here, by key, newest first.
  List<PeerClient.KeyLine> listing() throws IOException, InterruptedException {
    var catalog = own.catalog();
    return catalog.versions().entrySet().stream()
        .map(entry ->
            new PeerClient.KeyLine(
                entry.getKey(), entry.getValue().stream().map(catalog::identity).toList(), false))
        .toList();
  }

  /// Makes the current version of every key the writer's, as far as it is stored here, and records
  /// as diverged what the writer does not know. Safe to repeat.
  PeerClient.Rewound rewind(List<PeerClient.KeyLine> writer, long epoch)
      throws IOException, InterruptedException {
    var expected = new TreeMap<String, PeerClient.KeyLine>();
    writer.forEach(line -> expected.put(line.key(), line));
    int found = 0;
    int changed = 0;
    for (var listed : own.s3().versions("").entrySet()) {
      var key = listed.getKey();
      var line = expected.getOrDefault(key, new PeerClient.KeyLine(key, List.of(), false));
      try (var _ = own.roles().admitPeer(epoch, LONGEST_ADMISSION)) {
        var versions = withIdentities(listed.getValue());
        found += noteDiverged(versions, line, epoch);
        changed += makeCurrent(versions, line) ? 1 : 0;
      }
    }
    own.queue().dropBelow(epoch);
    if (changed == 0) {
      own.roles().equal(epoch);
    }
    return new PeerClient.Rewound(found, changed);
  }

  /// Stores something here and returns the id it was given.
  private interface Storing {
    String store() throws IOException, InterruptedException;
  }

  private void store(Shipment shipment, Storing storing) throws IOException, InterruptedException {
    try (var _ = own.roles().admitPeer(shipment.epoch(), LONGEST_ADMISSION);
        var _ = keys.hold(shipment.key())) {
      if (!own.identities().holds(shipment.key(), shipment.identity())) {
        own.identities().record(shipment.key(), storing.store(), shipment.identity());
      }
    } catch (EpochRefusedException late) {
      own.refuse(shipment.key(), shipment.identity(), shipment.epoch(), late.why());
      throw late;
    }
  }

  private record Identified(StoredVersion version, String identity) {}

  private List<Identified> withIdentities(List<StoredVersion> versions)
      throws IOException, InterruptedException {
    var identified = new java.util.ArrayList<Identified>();
    for (var version : versions) {
      identified.add(new Identified(version, own.identities().of(version)));
    }
    return identified;
  }

  private int noteDiverged(List<Identified> versions, PeerClient.KeyLine writer, long epoch)
      throws IOException {
    int found = 0;
    for (var each : versions) {
      boolean counts = !each.version().marker() || own.config().replicateDeletes();
      if (counts
          && !each.identity().equals(Identities.COVER)
          && !writer.identities().contains(each.identity())) {
        found += own.diverged().add(each.version(), epoch) ? 1 : 0;
      }
    }
    return found;
  }

  /// Makes the right version current, and says whether something had to be changed.
  private boolean makeCurrent(List<Identified> versions, PeerClient.KeyLine writer)
      throws IOException, InterruptedException {
    var current = versions.getFirst();
    if (writer.pending() && writer.identities().contains(current.identity())) {
      return false; // What is on its way will settle the order; nothing unknown is current.
    }
    var wanted = firstStored(writer.identities(), versions);
    if (wanted.isEmpty()) {
      return cover(current.version());
    }
    var version = wanted.get().version();
    if (wanted.get().identity().equals(current.identity())) {
      return false;
    }
    try (var _ = keys.hold(version.key())) {
      var id = version.marker() ? own.s3().putMarker(version.key()) : copyOnTop(wanted.get());
      own.identities().record(version.key(), id, wanted.get().identity());
    }
    return true;
  }

  private static Optional<Identified> firstStored(List<String> wanted, List<Identified> versions) {
    return wanted.stream()
        .flatMap(identity -> versions.stream().filter(it -> it.identity().equals(identity)))
        .findFirst();
  }

  /// The writer has no such key, so nothing of it may be current here.
  private boolean cover(StoredVersion current) throws IOException, InterruptedException {
    if (current.marker()) {
      return false;
    }
    try (var _ = keys.hold(current.key())) {
      own.identities().record(current.key(), own.s3().putMarker(current.key()), Identities.COVER);
    }
    return true;
  }

  /// A copy of a version onto itself is refused by the lab's server: read it and store it again.
  private String copyOnTop(Identified wanted) throws IOException, InterruptedException {
    var version = wanted.version();
    var content =
        own.s3()
            .get(version.key(), version.id())
            .orElseThrow(() -> new IOException("vanished while rewinding: " + version));
    try (var body = content.body()) {
      var headers = VersionContent.headers(content.headers().map(), wanted.identity());
      return own.s3().put(version.key(), headers, VersionContent.body(body, content.lengthBytes()));
    }
  }
}
