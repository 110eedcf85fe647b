package dev.lifeboat.cli.init;

import dev.lifeboat.problem.ProblemException;

/// The variable in which a service reads where it listens.
///
/// @param value such as `{host}:{port}`, which the lab fills in
record ListenVariable(String name, String value) {
  private static final String USUAL = "PORT";
  private static final String PORT = "{port}";

  /// @param text `NAME`, or `NAME=VALUE` with `{port}` in it
  /// @throws ProblemException LB1004 when it names no variable, or no port
  static ListenVariable of(String text) throws ProblemException {
    var told = text.split("=", 2);
    if (told[0].matches("[0-9]+")) {
      throw OwnServiceOptions.wrong(
          "--port names a variable, and '%s' is a port".formatted(told[0]),
          "each instance has a port of its own: name the variable in which it reads it, or write"
              + " {port} in the command");
    }
    if (told.length == 2 && !told[1].contains(PORT)) {
      throw OwnServiceOptions.wrong(
          "'%s' has no port in it".formatted(text), "write --port LISTEN={host}:{port}");
    }
    var name = OwnServiceOptions.matching("--port", told[0], OwnServiceOptions.VARIABLE);
    return new ListenVariable(name, told.length == 2 ? told[1] : PORT);
  }

  /// Whether the lab sets it anyway.
  boolean isUsual() {
    return name.equals(USUAL) && value.equals(PORT);
  }
}
