package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.store.VaultTicker;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.SnapshotContent;
import dev.lifeboat.vault.SnapshotEntry;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints a file of a snapshot, or what is in it.
@Command(
    name = "cat",
    description = "Print a file of a snapshot, or list what is in a folder of it.",
    footer = {
      "",
      "With --json it says what is there, also of a file, and prints no content.",
      "Exit codes: 0 done; 1 failed, such as for damage: what was printed by then is",
      "right; 2 bad usage, no such vault, snapshot or path.",
      "Example: lifeboat vault cat /backup etc/hosts --key-file ~/vault.key"
    })
public final class VaultCatCommand extends VaultReadCommand {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PATH",
      description = "Within the snapshot (default: all of it).")
  private @Nullable String path;

  @Option(
      names = "--snapshot",
      paramLabel = "ID",
      description = "Which one, or how its id begins (default: the newest).")
  private @Nullable String snapshot;

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  /// What is there.
  record CatDocument(
      String schema, String vault, SnapshotDocument snapshot, List<EntryDocument> entries) {}

  /// @param kind `folder`, `file`, `link`, or `same`, one more name of a file
  /// @param mode in octal
  /// @param target where a link leads, or the first name of the same file; else empty
  record EntryDocument(
      String kind,
      String path,
      String mode,
      int owner,
      int group,
      Instant modified,
      long bytes,
      String target) {
    static EntryDocument of(SnapshotEntry entry) {
      return new EntryDocument(
          entry.kind().name().toLowerCase(Locale.ROOT),
          entry.path().toString(),
          "%04o".formatted(entry.mode()),
          entry.owner(),
          entry.group(),
          entry.modified(),
          entry.bytes(),
          entry.target().toString());
    }

    String line() {
      return "%-6s  %s  %d:%d  %s  %12d  %s%s"
          .formatted(
              kind,
              mode,
              owner,
              group,
              Spans.local(modified),
              bytes,
              path.isEmpty() ? "." : path,
              target.isEmpty() ? "" : " -> " + target);
    }
  }

  @Override
  protected int work() throws IOException, ProblemException {
    // It puts nothing in order, so Ctrl-C ends it at once.
    try (var progress = looking()) {
      return work(new VaultTicker(progress, Clock.systemUTC(), live()));
    }
  }

  private int work(VaultTicker ticker) throws IOException, ProblemException {
    var meant = choice.choice(snapshot);
    var content = open().content(meant, "standard output", ticker);
    var entries = content.entries(Optional.ofNullable(path).map(VaultSubcommand::path));
    var first = entries.getFirst();
    if (path != null && first.isFile() && !options.json) {
      return print(content, first);
    }
    var documents = entries.stream().map(EntryDocument::of).toList();
    return done(
        new CatDocument(
            "lifeboat.vault-cat/v1", place, SnapshotDocument.of(content.snapshot()), documents),
        documents.stream().map(EntryDocument::line).toList());
  }

  private int print(SnapshotContent content, SnapshotEntry file) throws IOException {
    try (var out = new Unread()) {
      content.write(file, out);
    } catch (UncheckedIOException unread) {
      return 0; // Whoever started the program is told what of its output was lost.
    }
    return 0;
  }

  /// Tells its own failures from those of the vault.
  private final class Unread extends FilterOutputStream {
    Unread() {
      super(terminal().data());
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      try {
        out.write(bytes, from, length);
      } catch (IOException lost) {
        throw new UncheckedIOException(lost);
      }
    }

    @Override
    public void close() throws IOException {
      flush(); // The stream is the process's.
    }
  }
}
