package dev.lifeboat.agent.database;

import dev.lifeboat.durable.DurableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The files of old writers that a copy replaced, kept beside the data directory as
/// `<data>.kept-<epoch>` until the retention rule or a person releases them. To keep one is a
/// rename; whoever calls holds the database's lock.
final class RecoveryPoints {
  static final Duration RETENTION = Duration.ofDays(30);

  /// Each is as large as a database.
  static final int MOST = 3;

  private static final String KEPT = ".kept-";

  /// When it was kept; inside, so that it goes where the files go.
  private static final String SINCE = "lifeboat.kept";

  private static final long MEBIBYTE = 1L << 20;

  private final Path data;
  private final InstantSource clock;

  RecoveryPoints(Path data, InstantSource clock) {
    this.data = data;
    this.clock = clock;
  }

  /// Keeps what was moved aside, unless there is no room for it: then it is removed.
  ///
  /// @param old a data directory in which no server runs
  /// @return where it is and until when, or why it was not kept
  String keep(Path old, long epoch) throws IOException {
    long size = sizeOf(old);
    long free = Files.getFileStore(old).getUsableSpace();
    if (free < size) {
      CloneJob.delete(old);
      return "not kept: they take %d MiB and %d MiB are free"
          .formatted(size / MEBIBYTE, free / MEBIBYTE);
    }
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var kept = data.resolveSibling(data.getFileName() + KEPT + epoch);
    CloneJob.delete(kept);
    DurableFile.write(old.resolve(SINCE), now.toString().getBytes(StandardCharsets.UTF_8));
    Files.move(old, kept, StandardCopyOption.ATOMIC_MOVE);
    DurableFile.forceFolder(DurableFile.folderOf(kept));
    release();
    return "%s until %s".formatted(kept.getFileName(), now.plus(RETENTION));
  }

  /// Removes those that are older than the rule allows, and the oldest of too many.
  void release() throws IOException {
    var points = new ArrayList<>(all());
    points.sort(Comparator.comparing(RecoveryPoints::since).reversed());
    var oldest = clock.instant().minus(RETENTION);
    for (int i = 0; i < points.size(); i++) {
      if (i >= MOST || since(points.get(i)).isBefore(oldest)) {
        CloneJob.delete(points.get(i));
      }
    }
  }

  private List<Path> all() throws IOException {
    var folder = DurableFile.folderOf(data);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(path -> String.valueOf(path.getFileName()).startsWith(data.getFileName() + KEPT))
          .toList();
    }
  }

  /// One that does not say since when was never whole.
  private static Instant since(Path point) {
    try {
      return Instant.parse(Files.readString(point.resolve(SINCE)));
    } catch (IOException | DateTimeParseException unknown) {
      return Instant.MIN;
    }
  }

  private static long sizeOf(Path tree) throws IOException {
    try (var files = Files.walk(tree)) {
      return files.filter(Files::isRegularFile).mapToLong(RecoveryPoints::length).sum();
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException gone) {
      return 0;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
