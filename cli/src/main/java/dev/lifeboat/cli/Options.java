package dev.lifeboat.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// What every command takes.
final class Options {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      defaultValue = ".lifeboat",
      description = "Folder of the lab and of the runs (default: ${DEFAULT-VALUE}).")
  Path state = Path.of(".lifeboat");

  @Option(names = "--json", description = "Print exactly one JSON document on standard output.")
  boolean json;

  @Option(
      names = "--progress",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "Form of the progress on standard error (default: ${DEFAULT-VALUE}).")
  Talk.Form progress = Talk.Form.text;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "Who you are, for the record (default: the login).")
  String person = System.getProperty("user.name", "unknown");

  @Option(names = "--no-color", description = "Never colour the output; NO_COLOR does the same.")
  boolean noColor;

  @Option(names = "--debug", description = "Show stack traces.")
  boolean debug;
}
