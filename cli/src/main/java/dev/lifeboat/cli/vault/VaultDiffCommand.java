package dev.lifeboat.cli.vault;

import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.PathChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Says what changed between two snapshots.
@Command(
    name = "diff",
    description = "Say by path what changed between two snapshots.",
    footer = {
      "",
      "Exit codes: 0 done; 1 failed, such as for damage; 2 bad usage, or not there.",
      "Example: lifeboat vault diff /backup 3f9a12"
    })
public final class VaultDiffCommand extends VaultSubcommand {
  @Parameters(index = "1", paramLabel = "OLD", description = "A snapshot, as its id begins.")
  private String before = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "NEW",
      description = "A later one (default: the newest of the same source).")
  private @Nullable String after;

  @Mixin private ChoiceOptions choice = new ChoiceOptions();

  /// What changed.
  record DiffDocument(String schema, String vault, List<ChangeDocument> changes) {}

  /// @param kind `added`, `removed`, `content` or `attributes`
  record ChangeDocument(String kind, String path) {
    static ChangeDocument of(PathChange change) {
      return new ChangeDocument(
          change.kind().name().toLowerCase(Locale.ROOT), change.path().toString());
    }

    String line() {
      return "%-10s  %s".formatted(kind, path.isEmpty() ? "." : path);
    }
  }

  @Override
  protected int work() throws IOException, ProblemException {
    var later = choice.choice(after);
    var changes = open().diff(before, later).stream().map(ChangeDocument::of).toList();
    var lines = new ArrayList<>(changes.stream().map(ChangeDocument::line).toList());
    lines.add(Count.of(changes.size(), "path") + " changed");
    return done(new DiffDocument("lifeboat.vault-diff/v1", place, changes), lines);
  }
}
