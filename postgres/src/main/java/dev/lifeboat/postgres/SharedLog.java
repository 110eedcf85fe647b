package dev.lifeboat.postgres;

import dev.lifeboat.files.Sha256;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// Whether a timeline of two servers is one: what their histories cannot tell when both were
/// promoted at the same position. The log itself is compared, by digests of what stands before the
/// position in its segment and in the one before, as far as both still have them.
///
/// The times of a promotion and of each commit stand in the log, so that two timelines are alike
/// only as long as nothing was written to either.
public final class SharedLog {

  /// What a comparison showed.
  public enum Answer {
    SAME,
    OTHER,
    /// One of the two has that segment no more.
    UNTOLD
  }

  /// A whole segment of the usual size; servers may have been made with larger ones.
  private static final int MOST_BYTES = 1 << 24;

  static final String SEGMENT_BYTES =
      "SELECT setting::bigint FROM pg_settings WHERE name = 'wal_segment_size'";

  /// A promotion copies the segment in which it happens to the new timeline, up to that position.
  private static final String DIGEST =
      """
      SELECT encode(sha256(part), 'hex')
        FROM (SELECT pg_read_binary_file('pg_wal/' || name, {from}, {bytes}, true) AS part
                FROM pg_ls_waldir()
               WHERE name ~ '^[0-9A-F]{24}$' AND right(name, 16) = '{segment}'
                 AND left(name, 8) >= '{timeline}'
               ORDER BY name LIMIT 1) file
       WHERE octet_length(part) = {bytes}
      """;

  private final Server local;
  private final Session other;
  private final int timeline;

  /// @param local a server whose files are at hand
  /// @param other a superuser's session on the other one
  /// @param timeline the one that both came along
  public SharedLog(Server local, Session other, int timeline) {
    this.local = local;
    this.other = other;
    this.timeline = timeline;
  }

  /// Compares what is on the timeline before `end`.
  public Answer upTo(Lsn end) throws IOException, SQLException {
    long segmentBytes = other.queryNumbers(SEGMENT_BYTES)[0];
    long last = (end.value() - 1) / segmentBytes;
    var answer = segment(last, end.value() - last * segmentBytes, segmentBytes);
    if (answer != Answer.SAME || last == 0) {
      return answer;
    }
    return segment(last - 1, segmentBytes, segmentBytes) == Answer.OTHER
        ? Answer.OTHER
        : Answer.SAME;
  }

  private Answer segment(long number, long bytes, long segmentBytes)
      throws IOException, SQLException {
    var segment = new Lsn(number * segmentBytes).segment(segmentBytes);
    long from = Math.max(0, bytes - MOST_BYTES);
    var ours = digest(segment, from, bytes - from);
    var theirs =
        other.queryTexts(
            DIGEST
                .replace("{from}", Long.toString(from))
                .replace("{bytes}", Long.toString(bytes - from))
                .replace("{segment}", segment)
                .replace("{timeline}", timeline()));
    if (ours.isEmpty() || theirs.isEmpty()) {
      return Answer.UNTOLD;
    }
    return ours.get().equals(theirs.getFirst()) ? Answer.SAME : Answer.OTHER;
  }

  private Optional<String> digest(String segment, long from, long bytes) throws IOException {
    var file = file(segment);
    if (file.isEmpty() || Files.size(file.get()) < from + bytes) {
      return Optional.empty();
    }
    try (var content = new RandomAccessFile(file.get().toFile(), "r")) {
      var part = new byte[Math.toIntExact(bytes)];
      content.seek(from);
      content.readFully(part);
      return Optional.of(Sha256.of(part));
    }
  }

  private Optional<Path> file(String segment) throws IOException {
    try (var files = Files.newDirectoryStream(local.log(), "*" + segment)) {
      return StreamSupport.stream(files.spliterator(), false)
          .filter(path -> String.valueOf(path.getFileName()).compareTo(timeline()) >= 0)
          .min(Comparator.naturalOrder());
    }
  }

  private String timeline() {
    return "%08X".formatted(timeline);
  }
}
