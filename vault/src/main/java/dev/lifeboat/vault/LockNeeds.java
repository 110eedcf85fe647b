package dev.lifeboat.vault;

import dev.lifeboat.vault.Snapshot.Manifest;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Objects that snapshots need, each with the one that needs it longest. Manifests come last.
///
/// @param ends until when each snapshot stays, by its id
record LockNeeds(Map<String, Instant> ends) {
  LockNeeds {
    ends = Map.copyOf(ends);
  }

  Instant end(Manifest of) {
    return ends.getOrDefault(of.snapshot().id(), Instant.EPOCH);
  }

  /// Those that stay longest come first.
  List<Manifest> ordered(List<Manifest> snapshots) {
    return snapshots.stream().sorted(Comparator.comparing(this::end).reversed()).toList();
  }

  /// @param ordered as [#ordered] has them
  /// @param opening what no snapshot is read without, and says what stays
  /// @param packs as [PackNeeds#first] has them
  Map<KeptObject, Manifest> objects(
      List<Manifest> ordered, List<KeptObject> opening, Map<String, Manifest> packs) {
    var needs = new LinkedHashMap<KeptObject, Manifest>();
    if (!ordered.isEmpty()) {
      opening.forEach(it -> needs.put(it, ordered.getFirst()));
    }
    packs.forEach((pack, of) -> needs.put(KeptObject.pack(pack), of));
    ordered.forEach(
        of -> of.told().ifPresent(it -> needs.putIfAbsent(KeptObject.entry(it.entry()), of)));
    ordered.forEach(it -> needs.put(KeptObject.manifest(it.snapshot()), it));
    return needs;
  }
}
