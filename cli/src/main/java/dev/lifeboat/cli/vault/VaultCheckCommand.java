package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.vault.SnapshotDocument.Flaw;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says whether snapshots can be restored.
@Command(
    name = "check",
    description = "Look whether every snapshot of a vault can be restored.",
    footer = {
      "",
      "Exit codes: 0 all of them; 1 what is listed is damaged; 2 bad usage, no vault, another key."
    })
public final class VaultCheckCommand extends VaultSubcommand {
  @Option(
      names = "--read-data",
      description = "Read and authenticate every byte; else what packs say of themselves.")
  private boolean readData;

  /// What was found.
  record CheckVaultDocument(
      String schema,
      String vault,
      int snapshots,
      int packs,
      long chunks,
      boolean readData,
      List<Flaw> damaged) {}

  @Override
  protected int work() throws IOException, ProblemException, InterruptedException {
    var vault = open();
    try (var talk = talk()) {
      var result = vault.check(readData, new VaultTicker(talk, Clock.systemUTC(), live()));
      var damaged = Flaw.ofDamage(result.damages());
      var lines = new ArrayList<String>();
      damaged.forEach(it -> lines.add(it.line("damaged")));
      lines.add(
          "%d snapshots, %d packs, %d chunks: %s%s"
              .formatted(
                  result.snapshots(),
                  result.packs(),
                  result.chunks(),
                  damaged.isEmpty() ? "intact" : "damaged, see above",
                  readData ? ", every byte was read" : "; what packs hold was not read"));
      tell(
          new CheckVaultDocument(
              "lifeboat.vault-check/v1",
              place,
              result.snapshots(),
              result.packs(),
              result.chunks(),
              readData,
              damaged),
          lines);
      return exitCode(damaged);
    }
  }
}
