package dev.lifeboat.watch;

import dev.lifeboat.files.ExclusiveLock;
import dev.lifeboat.files.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lapses of each database, `<folder>/<database>.lapses.json`, beside the placements: the
/// newest 100 of each, oldest first. Replaced durably under a lock file, so that processes agree.
///
/// @param folder exists and is writable
public record LapseFolder(Path folder) {
  /// More tell nothing new about a replica that comes and goes.
  private static final int MOST = 100;

  /// Empty for a database that never lapsed.
  ///
  /// @throws IOException when it cannot be read: then nobody may act as if there were none
  public List<Lapse> read(String database) throws IOException {
    return file(database).read().map(List::of).orElse(List.of());
  }

  /// Durable on return; both kinds of notice may be repeated. The end of one ends all that are
  /// open: a replica that has everything has what an earlier writer wrote too.
  public void keep(String database, LapseNotice notice, Instant now) throws IOException {
    try (var _ = ExclusiveLock.on(folder.resolve(database + ".lapses.lock"))) {
      var before = read(database);
      var after = notice.lapsed() ? begun(database, before, notice, now) : ended(before, now);
      if (!after.equals(before)) {
        file(database).write(after.toArray(Lapse[]::new));
      }
    }
  }

  private static List<Lapse> begun(
      String database, List<Lapse> before, LapseNotice notice, Instant now) {
    if (before.stream().anyMatch(it -> it.open() && it.region().equals(notice.region()))) {
      return before;
    }
    var after = new ArrayList<>(before);
    after.add(new Lapse(database, notice.region(), now, Optional.empty(), notice.why()));
    return List.copyOf(after.subList(Math.max(0, after.size() - MOST), after.size()));
  }

  private static List<Lapse> ended(List<Lapse> before, Instant now) {
    return before.stream().map(it -> it.open() ? it.endedAt(now) : it).toList();
  }

  private JsonFile<Lapse[]> file(String database) {
    return new JsonFile<>(
        folder.resolve(database + ".lapses.json"), Lapse[].class, "does not hold lapses");
  }
}
