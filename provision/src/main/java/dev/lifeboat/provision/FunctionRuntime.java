package dev.lifeboat.provision;

import java.util.Map;

/// How Lambda runs each function of a plan, as docs/functions.md has it.
final class FunctionRuntime {
  static final String JAVA = "java25";
  static final int MEGABYTES = 512;

  /// Lets them read the clock of leases without a warning.
  static final Map<String, String> VARIABLES =
      Map.of("JAVA_TOOL_OPTIONS", "--enable-native-access=ALL-UNNAMED");

  private FunctionRuntime() {}
}
