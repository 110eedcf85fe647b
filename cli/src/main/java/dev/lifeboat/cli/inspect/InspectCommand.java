package dev.lifeboat.cli.inspect;

import dev.lifeboat.cli.terminal.TerminalCommand;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Shows what one file holds, offline: it asks no region, takes no lock and writes nothing.
@Command(
    name = "inspect",
    description = "Show what a file that Lifeboat keeps holds, and where it breaks.",
    footer = {
      "",
      "Kinds: a run's journal, ledger, seal, result.json and dropped-claim.json; a",
      "placement of a lab, or the item of one on AWS kept as JSON; an agent's vote or",
      "assignment; lab.json.",
      "Of a ledger it shows counts, not rows.",
      "Exit codes: 0 whole, or torn by a crash at its end as a journal may be that has",
      "no seal beside it; 1 damaged; 2 not to be read, or of another kind.",
      "Example: lifeboat inspect .lifeboat/runs/20261120-150411-7q2k/journal.jsonl"
    })
public final class InspectCommand extends TerminalCommand {
  @Parameters(paramLabel = "FILE", description = "The file.")
  private Path file = Path.of("");

  @Override
  public Integer call() throws ProblemException {
    var found = InspectedFile.read(file).look();
    return done(found, found.lines());
  }
}
