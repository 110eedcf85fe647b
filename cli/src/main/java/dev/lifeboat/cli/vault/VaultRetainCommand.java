package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.RetentionClass;
import dev.lifeboat.vault.VaultRetention;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Sets how long snapshots stay.
@Command(
    name = "retain",
    description = "Say how long snapshots stay at least, and which of them each prune keeps.",
    footer = {
      "",
      "Without an option it lists the rules, and what is retained. What is there stays",
      "as long as it did: a shorter rule holds for later backups alone.",
      "Classes: financial 7 years, claims 10 years, audit for ever; premium 35 days,",
      "standard 14, basic 7. Where the store has locks, it keeps what a rule covers so",
      "long, for ever as 100 years, and nobody takes that back.",
      "Example: lifeboat vault retain /backup --class financial --source db1:/srv/books"
    })
public final class VaultRetainCommand extends VaultSubcommand {
  private static final String UNTOUCHED = "nothing was changed";

  @ArgGroup private Length length = new Length();

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "Of HOST:/path with all below it, or HOST: alone (default: of all).")
  private @Nullable String source;

  @Mixin private KeepOptions keep = new KeepOptions();

  /// How long, at most one of these.
  static final class Length {
    @Option(
        names = "--class",
        paramLabel = "CLASS",
        converter = RetentionClassWord.class,
        description = "As long as data of that class or tier.")
    private @Nullable RetentionClass named;

    @Option(names = "--days", paramLabel = "N", description = "So many days.")
    private @Nullable Long days;

    Optional<Long> days() {
      return Optional.ofNullable(days).or(() -> Optional.ofNullable(named).map(it -> it.days()));
    }
  }

  /// What is in force by now.
  ///
  /// @param keep how many of each span every prune keeps
  record RetainDocument(
      String schema,
      String vault,
      List<RuleDocument> rules,
      Map<String, Integer> keep,
      List<RetainedDocument> retained) {}

  /// @param source empty for all
  /// @param days null for ever
  record RuleDocument(String source, @Nullable Long days) {
    static RuleDocument of(VaultRetention rule) {
      return new RuleDocument(
          rule.source(), rule.days() == VaultRetention.FOR_EVER ? null : rule.days());
    }

    String line() {
      return "%s  %s"
          .formatted(
              days == null ? "for ever" : Count.of(days, "day"),
              source.isEmpty() ? "every source" : source);
    }
  }

  @Override
  protected int work() throws IOException, ProblemException {
    var rule = rule();
    var rules = keep.rules(UNTOUCHED);
    var custody = open().custody();
    if (rule.isPresent()) {
      custody.retain(rule.get());
    }
    if (!rules.isEmpty()) {
      custody.keep(rules);
    }
    var trail = custody.trail();
    var inForce = trail.retentions().stream().map(RuleDocument::of).toList();
    var counts = new TreeMap<String, Integer>();
    trail
        .keepRules()
        .counts()
        .forEach((span, count) -> counts.put(span.name().toLowerCase(Locale.ROOT), count));
    var retained = RetainedDocument.of(custody.retained(), Terminal.now());
    var lines = new ArrayList<String>();
    inForce.forEach(it -> lines.add(it.line()));
    counts.forEach((span, count) -> lines.add("each prune keeps  %s %d".formatted(span, count)));
    retained.forEach(it -> lines.add(it.line()));
    if (lines.isEmpty()) {
      lines.add("the vault has no rule: each prune has its own, and nothing is retained");
    }
    return done(
        new RetainDocument("lifeboat.vault-retain/v1", place, inForce, counts, retained), lines);
  }

  private Optional<VaultRetention> rule() throws ProblemException {
    var days = length.days();
    if (days.isEmpty() && source != null) {
      throw usage("--source without a class or days", "say how long by --class or --days");
    }
    try {
      return days.map(it -> new VaultRetention(source == null ? "" : source, it));
    } catch (IllegalArgumentException wrong) {
      throw usage(String.valueOf(wrong.getMessage()), "say for ever by --class audit");
    }
  }

  private static ProblemException usage(String happened, String fix) {
    return Failures.usage(happened, UNTOUCHED, fix);
  }
}
