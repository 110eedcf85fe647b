package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.TrailEntry;
import dev.lifeboat.vault.VaultCustody;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts snapshots on hold, and lifts holds.
@Command(
    name = "hold",
    description = "Have a snapshot stay whatever rules say; lift a hold; list them.",
    footer = {
      "",
      "Exit codes: 0 done; 1 failed, or a prune or backup that had begun may still",
      "remove it: look once that is done; 2 bad usage, no such vault or snapshot,",
      "another key.",
      "Example: lifeboat vault hold /backup 3f2a --reason 'case 12'"
    })
public final class VaultHoldCommand extends VaultSubcommand {
  private static final int LONGEST_REASON = 1000;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SNAPSHOT",
      description = "Which one, as its id begins (default: list the holds).")
  private @Nullable String snapshot;

  @Option(names = "--release", description = "Lift the hold that is on it.")
  private boolean release;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it stands in the log.")
  private @Nullable String reason;

  /// What is on hold by now.
  ///
  /// @param removalBegun since when a prune, or its backup, may be removing it; null if none is
  record HoldsDocument(
      String schema, String vault, List<HoldDocument> holds, @Nullable Instant removalBegun) {}

  /// A snapshot on hold.
  record HoldDocument(String snapshot, Instant since, String who, String reason) {
    static HoldDocument of(String snapshot, TrailEntry hold) {
      return new HoldDocument(snapshot, hold.at(), hold.by().who(), hold.text());
    }

    String line() {
      return "on hold  %s  since %s, by %s: %s"
          .formatted(SnapshotDocument.start(snapshot), Spans.local(since), who, reason);
    }
  }

  @Override
  protected int work() throws IOException, ProblemException {
    var why = requireReason();
    var custody = open().custody();
    var removal = snapshot == null ? Optional.<Instant>empty() : change(custody, snapshot, why);
    var holds = new ArrayList<HoldDocument>();
    custody.trail().holds().forEach((id, hold) -> holds.add(HoldDocument.of(id, hold)));
    var lines = new ArrayList<String>();
    holds.forEach(it -> lines.add(it.line()));
    if (holds.isEmpty()) {
      lines.add("no snapshot is on hold");
    }
    removal.ifPresent(it ->
        lines.add(
            "the hold stands, but a prune or a backup of %s may be removing it: look once it is done"
                .formatted(Spans.local(it))));
    tell(new HoldsDocument("lifeboat.vault-hold/v1", place, holds, removal.orElse(null)), lines);
    return removal.isPresent() ? ExitCode.FAILED : 0;
  }

  private Optional<Instant> change(VaultCustody custody, String id, String why) throws IOException {
    if (release) {
      custody.release(id, why);
      return Optional.empty();
    }
    return custody.hold(id, why);
  }

  private String requireReason() throws ProblemException {
    var given = reason == null ? "" : reason.strip();
    boolean changes = snapshot != null || release;
    if (changes == given.isEmpty() || (release && snapshot == null)) {
      throw Failures.usage(
          changes ? "a hold needs a snapshot and a reason" : "--reason is of no hold",
          "nothing was changed",
          "name the snapshot, and say why by --reason");
    }
    if (given.length() > LONGEST_REASON) {
      throw Failures.usage(
          "--reason has more than %d letters".formatted(LONGEST_REASON),
          "nothing was changed",
          "say it shorter, and where more about it stands");
    }
    return given;
  }
}
