package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.cli.vault.SnapshotDocument.Flaw;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.RestoreResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Brings a snapshot back.
@Command(
    name = "restore",
    description = "Bring a snapshot back, into a folder that is new or empty.",
    footer = {
      "",
      "Exit codes: 0 done; 1 failed, or done but for the paths that are listed; 2 bad",
      "usage, no such vault or snapshot, another key, or a target that holds",
      "something.",
      "Example: lifeboat vault restore /backup --to /srv/new --key-file ~/vault.key"
    })
public final class VaultRestoreCommand extends VaultSubcommand {
  @Option(names = "--to", paramLabel = "PATH", required = true, description = "The new folder.")
  private Path target = Path.of("");

  @Option(
      names = "--snapshot",
      paramLabel = "ID",
      description = "Which one, or how its id begins (default: the newest).")
  private @Nullable String snapshot;

  @Option(
      names = "--only",
      paramLabel = "PATH",
      description = "This path within the snapshot, with all below it (default: all).")
  private @Nullable String only;

  /// What was brought back.
  record RestoreDocument(
      String schema,
      String vault,
      SnapshotDocument snapshot,
      String to,
      long files,
      long bytes,
      double seconds,
      long otherOwner,
      List<Flaw> damaged,
      List<Flaw> absent) {}

  @Override
  protected String again() {
    return "remove what is in %s and run it again".formatted(target);
  }

  @Override
  protected int work() throws IOException, ProblemException, InterruptedException {
    var vault = open();
    try (var progress = progress()) {
      progress.tell("restore", "begun", "%s into %s".formatted(place, target));
      var began = Terminal.now();
      var result =
          vault.restore(
              Optional.ofNullable(snapshot),
              Optional.ofNullable(only).map(VaultSubcommand::path),
              target,
              new VaultTicker(progress, Clock.systemUTC(), live()));
      var took = Duration.between(began, Terminal.now());
      progress.tell("restore", "done", VaultTicker.words(result.files(), 0, result.bytes(), took));
      return tell(result, took);
    }
  }

  private int tell(RestoreResult result, Duration took) {
    var of = SnapshotDocument.of(result.snapshot());
    var damaged = Flaw.ofDamage(result.damages());
    var absent = Flaw.ofAbsent(result.absent());
    var lines = new ArrayList<String>();
    lines.add(
        "%s, %s of snapshot %s: in %s, after %s"
            .formatted(
                Count.of(result.files(), "file"),
                ByteCount.text(result.bytes()),
                of.shortId(),
                target,
                Spans.took(took)));
    if (result.plain() > 0) {
      lines.add(
          "%d of them yours now, since you may not give files away".formatted(result.plain()));
    }
    damaged.forEach(it -> lines.add(it.line("damaged")));
    absent.forEach(it -> lines.add(it.line("never kept")));
    tell(
        new RestoreDocument(
            "lifeboat.vault-restore/v1",
            place,
            of,
            target.toString(),
            result.files(),
            result.bytes(),
            SpanText.number(took),
            result.plain(),
            damaged,
            absent),
        lines);
    return exitCode(damaged);
  }
}
