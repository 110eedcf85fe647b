package dev.lifeboat.cli.terminal;

import dev.lifeboat.problem.ProblemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that every command takes.
public final class Options {
  @Option(
      names = "--state",
      paramLabel = "DIR",
      description =
          "Folder of the lab and of the runs (default: LIFEBOAT_STATE, else the nearest .lifeboat"
              + " above the plan, else one in the working folder).")
  @Nullable String given;

  /// The state folder, in full once a command is called.
  public Path state = Path.of(".lifeboat");

  /// What a command needs from here to find the same one; mostly nothing.
  String stateWords = "";

  /// The plan that the command is about, as it can be typed; empty for none.
  String planWords = "";

  @Option(names = "--json", description = "Print exactly one JSON document on standard output.")
  public boolean json;

  @Option(
      names = "--progress",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "Form of the progress on standard error (default: ${DEFAULT-VALUE}).")
  public ProgressPrinter.Form progress = ProgressPrinter.Form.text;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "Who you are, for the record (default: the login).")
  public String person = System.getProperty("user.name", "unknown");

  @Option(names = "--no-color", description = "Never colour the output; NO_COLOR does the same.")
  public boolean noColor;

  @Option(names = "--debug", description = "Show stack traces.")
  boolean debug;

  /// How a run is taken up from here.
  public String resume(String run) {
    return "lifeboat resume " + run + stateWords;
  }

  /// Refuses a file to be written that is there already, or could not be made.
  ///
  /// @param option that names it
  /// @param means what was not done
  /// @throws ProblemException LB1004
  public static void requireNew(String option, Path file, String means) throws ProblemException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Failures.usage(
          "'%s' is there already".formatted(file),
          means + " and nothing was overwritten",
          "give %s a file that is not there".formatted(option));
    }
    var folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw Failures.usage(
          "'%s' cannot be made: there is no folder %s".formatted(file, folder),
          means,
          "make that folder, or give %s another file".formatted(option));
    }
  }

  /// Refuses `--json` beside another form of the same answer.
  ///
  /// @param format as `--format` gives it; null where it is not given
  /// @param json what both would mean
  /// @throws ProblemException LB1004
  public <F extends Enum<F>> void requireOneForm(@Nullable F format, F json)
      throws ProblemException {
    if (this.json && format != null && format != json) {
      throw Failures.usage(
          "--json and --format %s are two forms of one answer".formatted(format),
          "nothing was printed",
          "leave one of them out");
    }
  }
}
