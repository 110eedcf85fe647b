package dev.lifeboat.guard;

import dev.lifeboat.wire.KeyRing;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks shared by the records of a configuration. Each ends with `IllegalArgumentException`.
public final class ConfigChecks {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
  private static final int HIGHEST_PORT = 65_535;

  private ConfigChecks() {}

  /// Names become file names and parts of addresses.
  public static void check(String what, String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          what + " must be letters, digits, dots, dashes, underscores, was '" + name + "'");
    }
  }

  /// What a part knows its callers by must be there.
  public static void checkKeys(@Nullable KeyRing keys) {
    if (keys == null) {
      throw new IllegalArgumentException(
          "keys are missing: an earlier version of Lifeboat wrote it, so that lab has to be taken"
              + " down");
    }
  }

  /// A port that a part may listen at.
  public static void checkPort(String what, int port) {
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(what + " must be 1 to 65535, was " + port);
    }
  }
}
