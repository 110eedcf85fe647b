package dev.lifeboat.vault;

import dev.lifeboat.vault.TrailEntry.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells a trail of the parts of a log, in one entry a part: one is about to show, and the one
/// before shows and stays. It knows where its own entries end, so it lists the trail now and then
/// alone. One thread.
final class PartTeller implements SnapshotTeller {
  /// So long at most an entry of others waits until one of these names it.
  private static final Duration LISTED = Duration.ofHours(1);

  private final Trail trail;
  private final InstantSource clock;
  private Optional<String> untold;
  private Optional<TrailEnd> end = Optional.empty();
  private Instant listed = Instant.MIN;

  /// @param last part that an earlier one kept, which stays
  PartTeller(Trail trail, InstantSource clock, Optional<String> last) {
    this.trail = trail;
    this.clock = clock;
    this.untold = last;
  }

  @Override
  public TrailLink comes(Snapshot part) throws IOException {
    var names = new ArrayList<>(List.of(part.id()));
    untold.ifPresent(names::add);
    var entry = append(Kind.BACKUP, names, part.source().toString());
    untold = Optional.empty();
    return entry;
  }

  @Override
  public void stays(Snapshot part) {
    untold = Optional.of(part.id());
  }

  /// Tells at once that the last part stays, which else the next one does.
  void settle() throws IOException {
    if (untold.isPresent()) {
      append(Kind.KEPT, List.of(untold.get()), "");
      untold = Optional.empty();
    }
  }

  private TrailLink append(Kind kind, List<String> names, String text) throws IOException {
    var now = clock.instant();
    if (end.isEmpty() || Duration.between(listed, now).abs().compareTo(LISTED) > 0) {
      end = Optional.of(trail.end());
      listed = now;
    }
    var before = end.get();
    end = Optional.empty(); // Where this fails, nobody knows whether the entry is there.
    var entry = trail.append(before, kind, names, text, List.of());
    end = Optional.of(before.then(entry));
    return entry;
  }
}
