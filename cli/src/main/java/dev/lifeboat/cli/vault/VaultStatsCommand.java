package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.ByteCount;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/// Says how much a vault holds.
@Command(
    name = "stats",
    description = "Say how much a vault holds, and how small it is.",
    footer = {"", "Exit codes: 0 done; 1 failed; 2 bad usage, no such vault, another key."})
public final class VaultStatsCommand extends VaultSubcommand {

  /// @param ratio bytes of all files of all snapshots, for one that is stored
  record StatsDocument(
      String schema,
      String vault,
      int snapshots,
      long sourceBytes,
      long chunks,
      long chunkBytes,
      int packs,
      long storedBytes,
      double ratio,
      int markedPacks,
      long markedBytes) {}

  @Override
  protected int work() throws IOException, ProblemException {
    var stats = open().stats();
    double ratio =
        stats.storedBytes() == 0 ? 0 : (double) stats.sourceBytes() / stats.storedBytes();
    return done(
        new StatsDocument(
            "lifeboat.vault-stats/v1",
            place,
            stats.snapshots(),
            stats.sourceBytes(),
            stats.chunks(),
            stats.chunkBytes(),
            stats.packs(),
            stats.storedBytes(),
            ratio,
            stats.markedPacks(),
            stats.markedBytes()),
        List.of(
            "%s of files with %s"
                .formatted(
                    Count.of(stats.snapshots(), "snapshot"), ByteCount.text(stats.sourceBytes())),
            "%s of %s, told apart"
                .formatted(Count.of(stats.chunks(), "chunk"), ByteCount.text(stats.chunkBytes())),
            String.format(
                Locale.ROOT,
                "%s of %s: 1 byte for %.1f of files",
                Count.of(stats.packs(), "pack"),
                ByteCount.text(stats.storedBytes()),
                ratio),
            "%d of them, %s, left to a prune"
                .formatted(stats.markedPacks(), ByteCount.text(stats.markedBytes()))));
  }
}
