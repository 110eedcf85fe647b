package dev.lifeboat.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;

/// What `global/pg_control` says about a server, whether it runs or not. The layout is that of
/// PostgreSQL 13 to 18, `src/include/catalog/pg_control.h`.
///
/// @param systemIdentifier the same on a primary and every clone of it; unsigned
/// @param version `pg_control_version`, such as 1800
/// @param checkpoint where the newest checkpoint record begins: after [State#SHUT_DOWN] the last
///   record of the log, so a replica that replayed beyond it has everything
/// @param timeline of that checkpoint
public record ControlFile(
    long systemIdentifier, int version, State state, Lsn checkpoint, int timeline) {

  /// `DBState`, in the order of its numbers.
  public enum State {
    STARTING_UP,
    SHUT_DOWN,
    SHUT_DOWN_IN_RECOVERY,
    SHUTTING_DOWN,
    IN_CRASH_RECOVERY,
    IN_ARCHIVE_RECOVERY,
    IN_PRODUCTION
  }

  private static final int OLDEST = 1300;
  private static final int NEWEST = 1800;
  private static final int MEANINGFUL_BYTES = 296;

  /// A running server may be writing the file while we read it; so a wrong checksum is looked at
  /// again, as PostgreSQL's own tools do.
  private static final int LOOKS = 5;

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  /// Reads the control file of the server in `data`.
  ///
  /// @throws IOException when it is missing, torn, damaged or of a version not known here
  static ControlFile read(Path data) throws IOException {
    var file = data.resolve("global").resolve("pg_control");
    for (int look = 1; ; look++) {
      try {
        return parse(Files.readAllBytes(file));
      } catch (DamagedException damage) {
        if (look == LOOKS) {
          throw new IOException(file + ": " + damage.getMessage(), damage);
        }
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
    }
  }

  private static ControlFile parse(byte[] bytes) throws IOException {
    if (bytes.length < MEANINGFUL_BYTES) {
      throw new DamagedException("torn, only " + bytes.length + " bytes");
    }
    var fields = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    int version = fields.getInt(8);
    if (version < OLDEST || version > NEWEST) {
      throw new DamagedException(
          "control version %d is not one of %d to %d".formatted(version, OLDEST, NEWEST));
    }
    // Version 1800 put one more flag before the checksum.
    int checksumAt = version >= NEWEST ? 292 : 288;
    var checksum = new CRC32C();
    checksum.update(bytes, 0, checksumAt);
    if ((int) checksum.getValue() != fields.getInt(checksumAt)) {
      throw new DamagedException("damaged, its CRC-32C does not match");
    }
    int state = fields.getInt(16);
    if (state < 0 || state >= State.values().length) {
      throw new DamagedException("state " + state + " is not known");
    }
    return new ControlFile(
        fields.getLong(0),
        version,
        State.values()[state],
        new Lsn(fields.getLong(32)),
        fields.getInt(48));
  }

  private static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }
}
