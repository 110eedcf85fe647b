package dev.lifeboat.agent.database;

import dev.lifeboat.files.FileTree;
import dev.lifeboat.files.JsonFile;
import dev.lifeboat.postgres.BaseBackup;
import dev.lifeboat.postgres.Launcher;
import dev.lifeboat.postgres.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// The folders of a clone: it is fetched beside the data directory and takes its place by two
/// renames, the first of which gives the old files the name under which they are kept. A mark that
/// is there meanwhile says so: after a crash at any point [#repair] brings back one whole server,
/// and the old files are either that or kept.
final class CloneJob {
  /// A large database over a slow link; progress is shown meanwhile.
  private static final Duration LIMIT = Duration.ofHours(12);

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Path data;
  private final Path fetched;
  private final Path mark;
  private final Path aside;
  private final boolean otherUser;
  private final KeptFiles kept;
  private final InstantSource clock;
  private final SwapFiles files;

  /// The folders beside one data directory.
  ///
  /// @param otherUser whether the server runs as another user than the agent
  CloneJob(Path data, boolean otherUser, InstantSource clock, SwapFiles files) {
    this.data = data;
    this.fetched = data.resolveSibling(data.getFileName() + ".cloning");
    this.mark = data.resolveSibling(data.getFileName() + ".swapping");
    this.aside = data.resolveSibling(data.getFileName() + ".old");
    this.otherUser = otherUser;
    this.kept = new KeptFiles(data);
    this.clock = clock;
    this.files = files;
  }

  /// The folders beside the data directory of a database.
  static CloneJob of(DatabaseContext parts) {
    return new CloneJob(
        parts.config().place().data(),
        !parts.config().launcher().isEmpty(),
        parts.host().clock(),
        SwapFiles.durable());
  }

  /// Whom the name of old files is told, durable once this returns.
  interface KeptName {
    void tell(String name) throws IOException;
  }

  /// Where the old files go.
  ///
  /// @param kept the name of their folder
  private record Swap(String kept, KeptNote note) {}

  /// Where the copy lies until it is swapped in.
  Path fetched() {
    return fetched;
  }

  void fetch(Source source, BaseBackup.Progress progress) throws IOException, InterruptedException {
    FileTree.delete(fetched);
    Files.createDirectories(data.toAbsolutePath().resolveSibling(""));
    var owner = otherUser ? Launcher.user() : Optional.<String>empty();
    BaseBackup.take(source, fetched, owner, progress, LIMIT);
  }

  /// The server must be stopped. Afterwards the data directory is the fetched one.
  ///
  /// @param epoch under which the old files are replaced
  /// @param why they are kept
  /// @param note told the name under which they will be, before they are: no crash loses it
  /// @return the name under which they are; empty if there were none
  /// @throws IOException with one whole server in its place: if not the copy, that is given up
  Optional<String> swap(long epoch, String why, KeptName note) throws IOException {
    try {
      return swapIn(epoch, why, note);
    } catch (IOException failure) {
      try {
        giveUp(note);
      } catch (IOException other) {
        failure.addSuppressed(other);
      }
      throw failure;
    }
  }

  /// The server must be stopped. Afterwards there is no data directory, and its files are kept.
  ///
  /// @param note as of [#swap]
  /// @return the name under which they are; empty if there were none
  /// @throws IOException with them in their place, or there once [#giveUp] or [#repair] was called
  Optional<String> setAside(long epoch, String why, KeptName note) throws IOException {
    if (!FileTree.isThere(data)) {
      return Optional.empty();
    }
    var target = kept.free(epoch);
    var swap = new Swap(String.valueOf(target.getFileName()), note(why));
    note.tell(swap.kept());
    files.write(mark, JSON.writeValueAsBytes(swap));
    files.move(data, target);
    files.write(KeptNote.file(target), swap.note().bytes());
    files.remove(mark);
    return Optional.of(swap.kept());
  }

  private Optional<String> swapIn(long epoch, String why, KeptName note) throws IOException {
    if (!FileTree.isThere(data)) {
      files.move(fetched, data);
      return Optional.empty();
    }
    var target = kept.free(epoch);
    var swap = new Swap(String.valueOf(target.getFileName()), note(why));
    note.tell(swap.kept());
    files.write(mark, JSON.writeValueAsBytes(swap));
    files.move(data, target);
    files.write(KeptNote.file(target), swap.note().bytes());
    files.move(fetched, data);
    files.remove(mark);
    return Optional.of(swap.kept());
  }

  /// Ends what an earlier agent left.
  ///
  /// @param epoch of the database's assignment
  /// @param note told the name of old files that a copy has replaced, before the mark goes
  void repair(long epoch, KeptName note) throws IOException {
    giveUp(note);
    if (FileTree.isThere(aside)) {
      adopt(epoch);
    }
    kept.deleteTaken();
  }

  /// Ends what an interrupted swap left: the old files are put back where the copy has not taken
  /// their place, and such a copy goes, with the room that it takes.
  ///
  /// @param note as of [#repair]
  void giveUp(KeptName note) throws IOException {
    if (FileTree.isThere(mark)) {
      var swap =
          new JsonFile<>(mark, Swap.class, "does not say where the old files are")
              .read()
              .orElseThrow();
      if (end(swap)) {
        note.tell(swap.kept());
      }
      files.remove(mark);
    }
    discard();
  }

  /// @return whether the copy has taken the place of the old files
  private boolean end(Swap swap) throws IOException {
    var target = data.resolveSibling(swap.kept());
    if (!FileTree.isThere(target)) {
      return false;
    }
    if (FileTree.isThere(data)) {
      files.write(KeptNote.file(target), swap.note().bytes());
      return true;
    }
    files.remove(KeptNote.file(target));
    files.move(target, data);
    return false;
  }

  /// The name that an earlier version gave the old files while it swapped.
  private void adopt(long epoch) throws IOException {
    if (FileTree.isThere(data)) {
      var note = note("an earlier version of Lifeboat was broken off; they may not be whole");
      files.write(KeptNote.file(aside), note.bytes());
      files.move(aside, kept.free(epoch));
    } else {
      files.move(aside, data);
    }
  }

  private KeptNote note(String why) {
    return new KeptNote(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), why);
  }

  /// Gives up a fetched copy.
  void discard() throws IOException {
    FileTree.delete(fetched);
  }
}
