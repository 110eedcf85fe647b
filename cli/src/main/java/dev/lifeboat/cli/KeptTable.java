package dev.lifeboat.cli;

import dev.lifeboat.lab.check.KeptInventory;
import dev.lifeboat.problem.ProblemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Prints what a lab keeps of old files, after one of them was removed if a person says so.
record KeptTable(Terminal terminal, Options options) {
  private static final int NOT_READY = 3;
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
    var lab = Labs.required(file, options.state);
    var inventory = KeptInventory.of(lab.clients(), file.plan());
    var removed = Optional.<KeptInventory.Kept>empty();
    if (remove.isPresent()) {
      var copy = inventory.named(remove.get());
      KeptInventory.remove(lab.clients(), copy);
      removed = Optional.of(copy);
      inventory = KeptInventory.of(lab.clients(), file.plan());
    }
    if (options.json) {
      var name = removed.map(KeptInventory.Kept::name).orElse(null);
      var document =
          new KeptDocument(
              "lifeboat.kept/v1", file.plan().name(), name, inventory.copies(), inventory.silent());
      terminal.out().println(OutputJson.line(document));
    } else {
      removed.ifPresent(copy -> line("removed  %s, %s".formatted(copy.name(), size(copy.bytes()))));
      print(inventory);
    }
    return inventory.silent().isEmpty() ? 0 : NOT_READY;
  }

  private void print(KeptInventory inventory) {
    long bytes = inventory.copies().stream().mapToLong(KeptInventory.Kept::bytes).sum();
    line("%s kept, %s".formatted(inventory.copies().size(), size(bytes)));
    for (var copy : inventory.copies()) {
      line(
          "  %s  %s, since %s, under epoch %s: %s"
              .formatted(
                  copy.name(),
                  size(copy.bytes()),
                  Objects.requireNonNullElse(copy.since(), "a time that is not known"),
                  copy.epoch(),
                  copy.why()));
    }
    for (var silent : inventory.silent()) {
      line("  %s/%s  unknown: %s".formatted(silent.region(), silent.database(), silent.why()));
    }
  }

  private void line(String text) {
    terminal.out().println(text);
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%,d MiB", (bytes + MEBIBYTE - 1) / MEBIBYTE);
  }
}
