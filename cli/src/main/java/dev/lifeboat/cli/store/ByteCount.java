package dev.lifeboat.cli.store;

import java.util.Locale;

/// Sizes as people read them.
public final class ByteCount {
  private static final double KIB = 1024;

  private ByteCount() {}

  /// Such as `940 B`, `1.5 MiB`, `20 GiB`.
  public static String text(long bytes) {
    double value = bytes;
    for (var unit : new String[] {"B", "KiB", "MiB", "GiB"}) {
      if (value < KIB) {
        return String.format(
            Locale.ROOT, value < 10 && bytes >= KIB ? "%.1f %s" : "%.0f %s", value, unit);
      }
      value /= KIB;
    }
    return String.format(Locale.ROOT, "%.1f TiB", value);
  }
}
