package dev.lifeboat.cli.init;

import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.SecondLook;
import dev.lifeboat.plan.PlanLayout;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lays out one file of a plan.
@Command(
    name = "fmt",
    description = "Lay out a plan's file alike: levels, dashes, empty lines; comments stay.",
    footer = {
      "",
      "It reads YAML, so a file that another one includes is laid out by its own name.",
      "Exit codes: 0 laid out, 1 the disk or a permission stood in the way, 2 it is no",
      "YAML, or of a form that only a person can lay out, 3 --check found it otherwise.",
      "Example: lifeboat fmt --check lifeboat.yaml"
    })
public final class FmtCommand extends TerminalCommand {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "The file, or the folder of a plan (default: lifeboat.yaml).")
  private Path file = Path.of("lifeboat.yaml");

  @Option(names = "--check", description = "Change nothing; exit with 3 if something would.")
  private boolean check;

  /// @param laidOut whether it was so before
  /// @param written whether it was changed
  record FmtDocument(String schema, String file, boolean laidOut, boolean written) {}

  @Override
  public Integer call() throws ProblemException {
    file = PlanFile.of(file);
    var bytes = PlanReader.bytes(file);
    var made = PlanLayout.of(file.toString(), bytes);
    boolean laidOut = Arrays.equals(made, bytes);
    boolean writes = !laidOut && !check;
    if (writes) {
      write(file, bytes, made);
    }
    done(
        new FmtDocument("lifeboat.fmt/v1", file.toString(), laidOut, writes),
        "%s %s"
            .formatted(
                file, laidOut ? "is laid out" : writes ? "was laid out" : "is laid out otherwise"));
    return laidOut || writes ? 0 : ExitCode.NOT_READY;
  }

  static void write(Path file, byte[] read, byte[] made) throws ProblemException {
    try {
      if (!SecondLook.finds(file, read)) {
        throw new IOException("it was changed meanwhile");
      }
      DurableFile.replace(file.toRealPath(), made);
    } catch (IOException failed) {
      throw FileFailure.ofMachine(
          "write", file, failed, "nothing was laid out", "mend that, and try again");
    }
  }
}
