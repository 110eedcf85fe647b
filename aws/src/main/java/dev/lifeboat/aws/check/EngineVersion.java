package dev.lifeboat.aws.check;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Arrays;

/// The version of an engine of RDS, such as PostgreSQL's `16.4` or MySQL's `8.0.39`.
///
/// @param major whose change needs an upgrade: one number of PostgreSQL, two of others
/// @param whole in the order of its numbers
record EngineVersion(String major, Version whole) {
  private static final String POSTGRES = "postgres";

  static EngineVersion of(String engine, String version) {
    var parts = version.split("\\.", -1);
    int ofMajor = Math.min(engine.equals(POSTGRES) ? 1 : 2, parts.length);
    // Some versions have a suffix, such as `10.6.14-rds`.
    return new EngineVersion(
        String.join(".", Arrays.copyOf(parts, ofMajor)),
        Version.parse(version.replaceAll("-[^.]*", "")));
  }

  /// Whether it is the older one of two with the same major version.
  boolean isBefore(EngineVersion other) {
    return whole.compareTo(other.whole) < 0;
  }
}
