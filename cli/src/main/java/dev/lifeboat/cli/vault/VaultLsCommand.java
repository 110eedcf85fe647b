package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.vault.SnapshotDocument.Flaw;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.DatabaseSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists snapshots.
@Command(
    name = "ls",
    description = "List the snapshots of a vault, the newest first.",
    footer = {"", "Exit codes: 0 done; 1 some are damaged; 2 bad usage, no vault, another key."})
public final class VaultLsCommand extends VaultReadCommand {
  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  /// What there is.
  record LsDocument(
      String schema, String vault, List<SnapshotDocument> snapshots, List<Flaw> damaged) {}

  @Override
  protected int work() throws IOException, ProblemException {
    var wanted = choice.newest();
    var listing = open().snapshots();
    var meant = listing.snapshots().stream().filter(wanted::covers).toList();
    var snapshots = meant.stream().map(SnapshotDocument::of).toList();
    var damaged = Flaw.ofDamage(listing.damages());
    var lines = new ArrayList<String>();
    meant.stream()
        .filter(it -> !DatabaseSource.isLog(it))
        .forEach(it -> lines.add(SnapshotDocument.of(it).line()));
    lines.addAll(LogLines.of(meant));
    damaged.forEach(it -> lines.add(it.line("damaged")));
    if (lines.isEmpty()) {
      lines.add(
          listing.snapshots().isEmpty()
              ? "the vault has no snapshot yet"
              : "the vault has no such snapshot");
    }
    tell(new LsDocument("lifeboat.vault-ls/v1", place, snapshots, damaged), lines);
    return exitCode(damaged);
  }
}
