package dev.lifeboat.postgres;

import dev.lifeboat.files.DurableFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Collectors;

/// The files of a server that came out of a backup, before it starts for the first time. It
/// recovers by itself then, from the log that lies beside its files, and takes writes on a timeline
/// of its own.
public record RestoredServer(Path data) {
  /// The file without which no server starts.
  public static final String CONTROL = "global/pg_control";

  /// Its name until all else is there: whatever stops a restore leaves nothing that starts.
  public static final String UNFINISHED = CONTROL + ".unfinished";

  private static final String LOG = "lifeboat-wal";
  private static final String SETTINGS = "postgresql.auto.conf";

  /// Once recovery is over its log goes, and each line that told of it: a standby that is copied
  /// from this server would stop, or promote itself, at the same target.
  private static final String END =
      "rm -rf %1$s; sed -e \"/^recovery_target/d\" -e \"/%1$s/d\" %2$s > %1$s.conf && mv %1$s.conf %2$s"
          .formatted(LOG, SETTINGS);

  /// Where the server's own recovery finds the log.
  private static final String RECOVERY =
      ConfigText.setting(
              "restore_command", "test -f \"%1$s/%%f\" && cp \"%1$s/%%f\" \"%%p\"".formatted(LOG))
          + ConfigText.setting("recovery_end_command", END)
          + ConfigText.setting("recovery_target_action", "promote")
          + ConfigText.setting("recovery_target_inclusive", "on")
          + ConfigText.setting("recovery_target_timeline", "current");

  /// Takes a part of the log, which may lead on within a file of an earlier one.
  public OutputStream log(int timeline, Lsn from, long segmentBytes) throws IOException {
    return new LogSegments(folder(), timeline, from, segmentBytes);
  }

  /// Where the last record ends that is whole in what [#log] took: its parts end anywhere. Empty
  /// where there is none.
  ///
  /// @param from where a record begins
  public Optional<Lsn> end(int timeline, Lsn from, long segmentBytes) throws IOException {
    var last = Optional.<Lsn>empty();
    try (var log =
        new BufferedInputStream(new SegmentStream(folder(), timeline, from, segmentBytes))) {
      var records = new LogReader(log, from, segmentBytes);
      for (var next = records.next(); next.isPresent(); next = records.next()) {
        last = next.map(LogRecord::end);
      }
    }
    return last;
  }

  private Path folder() throws IOException {
    var folder = data.resolve(LOG);
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.setOwner(folder, Files.getOwner(data));
    }
    return folder;
  }

  /// Has its first start recover up to there, and be possible. What a standby or an earlier
  /// recovery left behind counts no more.
  public void recoverTo(RecoveryTarget target) throws IOException {
    DurableFile.force(folder());
    var settings = data.resolve(SETTINGS);
    var before =
        DurableFile.read(settings).stream()
            .flatMap(it -> new String(it, StandardCharsets.UTF_8).lines())
            .filter(it -> !it.strip().startsWith("recovery_target"))
            .collect(Collectors.joining("\n", "", "\n"));
    write(SETTINGS, before + RECOVERY + target.setting().orElse(""));
    write(Server.RECOVERY_SIGNAL, "");
    DurableFile.remove(data.resolve(Server.STANDBY_SIGNAL));
    DurableFile.move(data.resolve(UNFINISHED), data.resolve(CONTROL));
  }

  private void write(String name, String text) throws IOException {
    DurableFile.write(data.resolve(name), text.getBytes(StandardCharsets.UTF_8), data);
  }
}
