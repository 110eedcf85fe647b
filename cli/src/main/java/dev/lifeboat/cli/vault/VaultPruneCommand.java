package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.ByteCount;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.DurationText;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.PruneResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Removes snapshots and frees what none needs.
@Command(
    name = "prune",
    description = "Remove snapshots that no rule keeps, and free what none needs.",
    footer = {
      "",
      "Without a rule, here or by 'vault retain', every snapshot stays; so does what is",
      "retained or on hold. What none needs is marked now and removed by the first",
      "prune after the wait, so run it daily; backups may run meanwhile.",
      "Rules count for each path of each machine; a snapshot that names no machine",
      "stays, as does one from the future.",
      "Exit codes: 0 done; 1 failed, such as for damage; 2 bad usage, no vault,",
      "another key.",
      "Example: lifeboat vault prune /backup --keep-daily 14 --keep-weekly 8"
    })
public final class VaultPruneCommand extends VaultSubcommand {
  private static final String UNTOUCHED = "nothing was removed";

  @Mixin private KeepOptions keep = new KeepOptions();

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description =
          "Longer than any backup or restore takes (default: 24h); 0s where nothing else runs.")
  private String wait = "24h";

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  private boolean dryRun;

  /// What was done.
  record PruneDocument(
      String schema,
      String vault,
      boolean dryRun,
      List<SnapshotDocument> removed,
      List<RetainedDocument> retained,
      int kept,
      int markedPacks,
      long markedBytes,
      @Nullable Instant due,
      int sparsePacks,
      int sweptPacks,
      long sweptBytes) {}

  @Override
  protected int work() throws IOException, ProblemException, InterruptedException {
    var rules = keep.rules(UNTOUCHED);
    var span = span();
    var vault = open();
    try (var progress = progress()) {
      progress.tell("prune", "begun", place);
      var result = vault.prune(rules, span, dryRun);
      progress.tell("prune", "done", Count.of(result.kept(), "snapshot") + " kept");
      return tell(result);
    }
  }

  private Duration span() throws ProblemException {
    return DurationText.parse(wait)
        .orElseThrow(() -> usage("--wait is '%s'".formatted(wait), DurationText.RULE));
  }

  private static ProblemException usage(String happened, String fix) {
    return Failures.usage(happened, UNTOUCHED, fix);
  }

  private int tell(PruneResult result) {
    var removed = result.removed().stream().map(SnapshotDocument::of).toList();
    var retained = RetainedDocument.of(result.rest().retained(), Terminal.now());
    var lines = new ArrayList<String>();
    var word = dryRun ? "would remove  " : "removed  ";
    removed.forEach(it -> lines.add(word + it.line()));
    retained.forEach(it -> lines.add(it.line()));
    lines.add(Count.of(result.kept(), "snapshot") + " kept");
    if (result.marked() > 0) {
      lines.add(
          "needed by none: %s, %s%s; a prune from %s on removes what is"
              .formatted(
                  Count.of(result.marked(), "pack"),
                  ByteCount.text(result.markedBytes()),
                  result.sparse() == 0
                      ? ""
                      : ", %d of them since their rest is stored anew".formatted(result.sparse()),
                  result.due().map(Spans::local).orElse("now")));
    }
    if (result.swept() > 0) {
      lines.add(
          "removed  %s, %s"
              .formatted(Count.of(result.swept(), "pack"), ByteCount.text(result.sweptBytes())));
    }
    return done(
        new PruneDocument(
            "lifeboat.vault-prune/v1",
            place,
            dryRun,
            removed,
            retained,
            result.kept(),
            result.marked(),
            result.markedBytes(),
            result.due().orElse(null),
            result.sparse(),
            result.swept(),
            result.sweptBytes()),
        lines);
  }
}
