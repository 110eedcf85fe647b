package dev.lifeboat.agent.database;

import dev.lifeboat.durable.DurableFile;
import dev.lifeboat.postgres.BaseBackup;
import dev.lifeboat.postgres.Launcher;
import dev.lifeboat.postgres.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/// The folders of a clone: it is fetched beside the data directory, swapped in by two renames, and
/// only then the old files go, or are kept. After a crash at any point [#repair] brings back one
/// whole server.
final class CloneJob {
  /// A large database over a slow link; progress is shown meanwhile.
  private static final Duration LIMIT = Duration.ofHours(12);

  private final Path data;
  private final Path fetched;
  private final Path aside;
  private final boolean otherUser;

  /// The folders beside one data directory.
  ///
  /// @param otherUser whether the server runs as another user than the agent
  CloneJob(Path data, boolean otherUser) {
    this.data = data;
    this.fetched = data.resolveSibling(data.getFileName() + ".cloning");
    this.aside = data.resolveSibling(data.getFileName() + ".old");
    this.otherUser = otherUser;
  }

  /// Where the copy lies until it is swapped in.
  Path fetched() {
    return fetched;
  }

  void fetch(Source source, BaseBackup.Progress progress) throws IOException, InterruptedException {
    delete(fetched);
    Files.createDirectories(data.toAbsolutePath().resolveSibling(""));
    var owner = otherUser ? Launcher.user() : Optional.<String>empty();
    BaseBackup.take(source, fetched, owner, progress, LIMIT);
  }

  /// The server must be stopped. Afterwards the data directory is the fetched one.
  void swap() throws IOException {
    swapAside();
    delete(aside);
  }

  /// As [#swap], but the old files are kept where there is room.
  ///
  /// @return what became of them; empty if there were none
  Optional<String> swap(RecoveryPoints points, long epoch) throws IOException {
    swapAside();
    return Files.exists(aside) ? Optional.of(points.keep(aside, epoch)) : Optional.empty();
  }

  private void swapAside() throws IOException {
    delete(aside);
    if (Files.exists(data)) {
      move(data, aside);
    }
    move(fetched, data);
  }

  /// Removes what an interrupted clone left, and puts the old server back if only that is whole.
  void repair() throws IOException {
    if (!Files.exists(data) && Files.exists(aside)) {
      move(aside, data);
    }
    delete(aside);
    delete(fetched);
  }

  /// Gives up a fetched copy.
  void discard() throws IOException {
    delete(fetched);
  }

  /// Within one file system; the new name survives a power cut.
  private static void move(Path source, Path target) throws IOException {
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    DurableFile.forceFolder(DurableFile.folderOf(target));
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var paths = Files.walk(tree)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
