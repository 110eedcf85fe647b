package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.vault.SnapshotDocument.Flaw;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.TrailEntry;
import dev.lifeboat.vault.TrailLink;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// Tells what was done with a vault.
@Command(
    name = "log",
    description = "Tell what was done with a vault, by whom and with which key.",
    footer = {
      "",
      "Each entry has the SHA-256 of those before, so a missing or changed one shows.",
      "Exit codes: 0 done; 1 the trail is damaged; 2 bad usage, no vault, another key."
    })
public final class VaultLogCommand extends VaultSubcommand {

  /// What was done, in its order.
  record LogDocument(String schema, String vault, List<EntryOfTrail> entries, List<Flaw> damaged) {}

  /// @param names of snapshots; of `spared` also the entry of the removal
  /// @param figures of `retention` the days, -1 for ever; of `keeping` how many of each span
  record EntryOfTrail(
      String id,
      Instant at,
      String who,
      String key,
      String kind,
      List<String> names,
      String text,
      List<Long> figures,
      List<TrailLink> before) {
    static EntryOfTrail of(TrailEntry entry) {
      return new EntryOfTrail(
          entry.id(),
          entry.at(),
          entry.by().who(),
          entry.by().key(),
          entry.kind().word(),
          entry.names(),
          entry.text(),
          entry.figures(),
          entry.before());
    }

    String line() {
      var what = new ArrayList<String>();
      what.addAll(names.stream().map(SnapshotDocument::start).toList());
      what.add(text);
      what.add(figures.stream().map(String::valueOf).collect(Collectors.joining(" ")));
      what.removeIf(String::isEmpty);
      return "%s  %-9s  %s  by %s, key %s"
          .formatted(
              Spans.local(at), kind, String.join("  ", what), who, SnapshotDocument.start(key));
    }
  }

  @Override
  protected int work() throws IOException, ProblemException {
    var trail = open().custody().trail();
    var entries = trail.entries().stream().map(EntryOfTrail::of).toList();
    var damaged = Flaw.ofDamage(trail.damages());
    var lines = new ArrayList<String>();
    entries.forEach(it -> lines.add(it.line()));
    damaged.forEach(it -> lines.add(it.line("damaged")));
    if (lines.isEmpty()) {
      lines.add("nothing was done with the vault that a trail tells of");
    }
    tell(new LogDocument("lifeboat.vault-log/v1", place, entries, damaged), lines);
    return exitCode(damaged);
  }
}
