package dev.lifeboat.cli.runs;

import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.cli.regions.Labs;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.lab.check.KeptInventory;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Prints what a lab keeps of old files, after one of them was removed if a person says so.
record KeptTable(Terminal terminal, Options options) {
  private static final long MEBIBYTE = 1L << 20;

  /// What is printed as JSON.
  ///
  /// @param removed the name of what was removed; null if nothing was to be
  record KeptDocument(
      String schema,
      String plan,
      @Nullable String removed,
      List<KeptInventory.Kept> copies,
      List<KeptInventory.Silent> silent) {}

  /// The exit code is 3 when some agent did not tell what it keeps.
  int show(Path plan, Optional<String> remove) throws InterruptedException, ProblemException {
    var file = Kinds.read(plan);
    var clients = new Labs(options.state).required(file).clients();
    var inventory = KeptInventory.of(clients, file.plan());
    var lines = new ArrayList<String>();
    var removed = Optional.<String>empty();
    if (remove.isPresent()) {
      var copy = inventory.named(remove.get());
      KeptInventory.remove(clients, copy);
      lines.add("removed  %s, %s".formatted(copy.name(), size(copy.bytes())));
      removed = Optional.of(copy.name());
      inventory = KeptInventory.of(clients, file.plan());
    }
    lines.addAll(lines(inventory));
    terminal.tell(
        options,
        new KeptDocument(
            "lifeboat.kept/v1",
            file.plan().name(),
            removed.orElse(null),
            inventory.copies(),
            inventory.silent()),
        lines);
    return inventory.silent().isEmpty() ? 0 : ExitCode.NOT_READY;
  }

  static List<String> lines(KeptInventory inventory) {
    var lines = new ArrayList<String>();
    long bytes = inventory.copies().stream().mapToLong(KeptInventory.Kept::bytes).sum();
    lines.add("%s kept, %s".formatted(inventory.copies().size(), size(bytes)));
    for (var copy : inventory.copies()) {
      var since = copy.since() == null ? "a time that is not known" : Spans.local(copy.since());
      lines.add(
          "  %s  %s, since %s, under epoch %s: %s"
              .formatted(copy.name(), size(copy.bytes()), since, copy.epoch(), copy.why()));
    }
    for (var silent : inventory.silent()) {
      lines.add("  %s/%s  unknown: %s".formatted(silent.region(), silent.database(), silent.why()));
    }
    return lines;
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", (bytes + MEBIBYTE - 1) / MEBIBYTE);
  }
}
