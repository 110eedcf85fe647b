package dev.lifeboat.agent.database;

import dev.lifeboat.agent.state.KeptCopies;
import dev.lifeboat.agent.state.KeptCopy;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.problem.Code;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Room for a clone beside the files that are there, of which none goes by itself.
///
/// @param folder where all of them are
/// @param sourceBytes that the source's databases take
/// @param copies that are kept there
record CloneRoom(Path folder, long sourceBytes, long freeBytes, List<KeptCopy> copies) {
  private static final String SOURCE_BYTES = "SELECT sum(pg_database_size(oid)) FROM pg_database";

  private static final long MEBIBYTE = 1L << 20;

  /// For the log that a replica gets meanwhile: twice what a source keeps anyway.
  private static final long LOG_BYTES = 256 * MEBIBYTE;

  CloneRoom {
    copies = List.copyOf(copies);
  }

  /// As it is now.
  ///
  /// @throws RefusedException 503 if the source does not say how large it is
  static CloneRoom of(DatabaseContext parts) throws IOException {
    var data = parts.config().place().data();
    try (var there = parts.logins().openSource(Divergence.of(parts).way())) {
      long sourceBytes = there.queryNumbers(SOURCE_BYTES)[0];
      return new CloneRoom(
          DurableFile.folderOf(data), sourceBytes, free(data), new KeptFiles(data).all());
    } catch (SQLException failure) {
      throw parts.unanswered("learn how large its source is", failure);
    }
  }

  /// What is kept of the old files of a database, and what is missing for a clone that it needs.
  static KeptCopies kept(DatabaseContext parts) throws IOException, InterruptedException {
    var data = parts.config().place().data();
    return new KeptCopies(new KeptFiles(data).all(), free(data), noRoom(parts).orElse(null));
  }

  private static Optional<String> noRoom(DatabaseContext parts)
      throws IOException, InterruptedException {
    try {
      var missing = of(parts).missing();
      return missing.isPresent() && mustBeCloned(parts) ? missing : Optional.empty();
    } catch (RefusedException _) {
      // Whoever does not tell says so once it is asked to do something.
      return Optional.empty();
    }
  }

  private static boolean mustBeCloned(DatabaseContext parts)
      throws IOException, InterruptedException {
    return !parts.process().server().initialised()
        || Divergence.of(parts)
            .look()
            .filter(parting -> parting.alone() != ForkPoint.Alone.NOTHING)
            .isPresent();
  }

  /// How much is free beside a data directory, which need not be there yet.
  static long free(Path data) throws IOException {
    var folder = DurableFile.folderOf(data);
    Files.createDirectories(folder);
    return Files.getFileStore(folder).getUsableSpace();
  }

  /// @throws RefusedException 507 if it does not fit
  void require() throws RefusedException {
    var missing = missing();
    if (missing.isPresent()) {
      throw new RefusedException(507, Code.LB2004, missing.get());
    }
  }

  /// What is missing, and what takes the space; empty where there is room.
  Optional<String> missing() {
    if (freeBytes - LOG_BYTES >= sourceBytes) {
      return Optional.empty();
    }
    return Optional.of(
        "a clone takes %s and %s for its log, and %s are free in %s; %s"
            .formatted(size(sourceBytes), size(LOG_BYTES), size(freeBytes), folder, taken()));
  }

  private String taken() {
    return copies.isEmpty()
        ? "nothing is kept there that could be removed"
        : "kept there: "
            + copies.stream()
                .map(copy -> "%s (%s)".formatted(copy.name(), size(copy.bytes())))
                .collect(Collectors.joining(", "));
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", (bytes + MEBIBYTE - 1) / MEBIBYTE);
  }
}
