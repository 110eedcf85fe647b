package dev.lifeboat.postgres;

import java.util.Locale;
import java.util.regex.Pattern;

/// A position in the write-ahead log, counted in bytes from its beginning.
///
/// @param value unsigned 64 bits
public record Lsn(long value) implements Comparable<Lsn> {

  private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

  /// Reads PostgreSQL's own form, such as `0/3A1F`.
  public static Lsn parse(String text) {
    var parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("an LSN looks like 0/3A1F, was '" + text + "'");
    }
    long high = Long.parseLong(parts.group(1), 16);
    long low = Long.parseLong(parts.group(2), 16);
    return new Lsn(high << 32 | low);
  }

  /// The name of the log's file that holds what comes after this, without its timeline. Names stand
  /// in the order of their positions.
  String segment(long segmentBytes) {
    long number = Long.divideUnsigned(value, segmentBytes);
    long inOneFile = (1L << 32) / segmentBytes;
    return "%08X%08X".formatted(number / inOneFile, number % inOneFile);
  }

  /// Where the log's file begins that holds what comes after this.
  public Lsn segmentBegin(long segmentBytes) {
    return new Lsn(value - Long.remainderUnsigned(value, segmentBytes));
  }

  @Override
  public int compareTo(Lsn other) {
    return Long.compareUnsigned(value, other.value);
  }

  /// PostgreSQL's own form, which [#parse] reads back.
  @Override
  public String toString() {
    return Long.toHexString(value >>> 32).toUpperCase(Locale.ROOT)
        + "/"
        + Long.toHexString(value & 0xFFFF_FFFFL).toUpperCase(Locale.ROOT);
  }
}
