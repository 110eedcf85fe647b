package dev.lifeboat.aws.check;

import java.util.Arrays;
import java.util.List;

/// The version of an engine of RDS, such as PostgreSQL's `16.4` or MySQL's `8.0.39`.
///
/// @param major whose change needs an upgrade: one number of PostgreSQL, two of others
/// @param minor the numbers after it
record EngineVersion(String major, List<Integer> minor) {
  private static final String POSTGRES = "postgres";

  EngineVersion {
    minor = List.copyOf(minor);
  }

  static EngineVersion of(String engine, String version) {
    var parts = version.split("\\.", -1);
    int ofMajor = Math.min(engine.equals(POSTGRES) ? 1 : 2, parts.length);
    return new EngineVersion(
        String.join(".", Arrays.copyOf(parts, ofMajor)),
        Arrays.stream(parts, ofMajor, parts.length).map(EngineVersion::number).toList());
  }

  /// Some versions have a suffix, such as `10.6.14-rds`.
  private static int number(String part) {
    var digits = part.replaceFirst("\\D.*", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  /// Whether it is the older one of two with the same major version.
  boolean isBefore(EngineVersion other) {
    for (int i = 0; i < Math.max(minor.size(), other.minor.size()); i++) {
      int mine = i < minor.size() ? minor.get(i) : 0;
      int others = i < other.minor.size() ? other.minor.get(i) : 0;
      if (mine != others) {
        return mine < others;
      }
    }
    return false;
  }
}
