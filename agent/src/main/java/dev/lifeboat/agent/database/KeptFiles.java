package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.KeptCopy;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The files of old servers that copies replaced, beside the data directory as
/// `<data>.kept-<epoch>`; a second one of an epoch has `-2` behind it. None goes by age, number or
/// want of space: only a person removes one, by its name, but those shown to hold nothing alone.
final class KeptFiles {
  /// As many under one epoch are a loop, and no work of people.
  private static final int MOST_OF_AN_EPOCH = 1_000;

  private static final String TAKEN = ".taken";

  private final Path data;
  private final String prefix;
  private final Pattern name;

  KeptFiles(Path data) {
    this.data = data;
    this.prefix = data.getFileName() + ".kept-";
    this.name = Pattern.compile(Pattern.quote(prefix) + "(\\d{1,18})(-\\d+)?");
  }

  /// A place for old files that nothing has yet.
  Path free(long epoch) throws IOException {
    for (int i = 1; i <= MOST_OF_AN_EPOCH; i++) {
      var path = data.resolveSibling(prefix + epoch + (i == 1 ? "" : "-" + i));
      if (Files.notExists(path)) {
        return path;
      }
    }
    throw new IOException("the old files of " + data + " have no free name");
  }

  /// All there are, the oldest epoch first.
  List<KeptCopy> all() throws IOException {
    var copies = new ArrayList<KeptCopy>();
    for (var path : DurableFile.list(DurableFile.folderOf(data))) {
      var kept = name.matcher(String.valueOf(path.getFileName()));
      if (kept.matches()) {
        long epoch = Long.parseLong(kept.group(1));
        copies.add(KeptNote.of(path).copy(kept.group(), epoch, FileTree.bytes(path)));
      }
    }
    copies.sort(Comparator.comparingLong(KeptCopy::epoch).thenComparing(KeptCopy::name));
    return copies;
  }

  /// One by its name.
  Optional<Path> find(String copy) {
    return name.matcher(copy).matches()
        ? Optional.of(data.resolveSibling(copy)).filter(path -> !Files.notExists(path))
        : Optional.empty();
  }

  /// Takes one away: it is none of them any more, and goes with the next [#deleteTaken].
  ///
  /// @throws RefusedException 404 if there is none of that name
  void takeAway(String copy) throws IOException {
    var path =
        find(copy)
            .orElseThrow(() ->
                new RefusedException(
                    404,
                    Code.LB1007,
                    "nothing of %s is kept as '%s'".formatted(data.getFileName(), copy)));
    deleteTaken();
    var taken = data.resolveSibling(copy + TAKEN);
    DurableFile.move(path, taken);
  }

  /// Frees the space of what was taken away, also of what an earlier agent could not.
  void deleteTaken() throws IOException {
    for (var path : DurableFile.list(DurableFile.folderOf(data))) {
      var file = String.valueOf(path.getFileName());
      if (file.startsWith(prefix) && file.endsWith(TAKEN)) {
        FileTree.delete(path);
      }
    }
  }
}
