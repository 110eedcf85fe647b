package dev.lifeboat.cli.vault;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.KeepRules;
import dev.lifeboat.vault.KeepRules.Span;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options for how many snapshots of each source stay.
final class KeepOptions {
  @Option(names = "--keep-last", paramLabel = "N", description = "The newest snapshots.")
  private @Nullable Integer last;

  @Option(names = "--keep-hourly", paramLabel = "N", description = "One for each hour.")
  private @Nullable Integer hourly;

  @Option(names = "--keep-daily", paramLabel = "N", description = "One for each day, of UTC.")
  private @Nullable Integer daily;

  @Option(names = "--keep-weekly", paramLabel = "N", description = "One for each week.")
  private @Nullable Integer weekly;

  @Option(names = "--keep-monthly", paramLabel = "N", description = "One for each month.")
  private @Nullable Integer monthly;

  @Option(names = "--keep-yearly", paramLabel = "N", description = "One for each year.")
  private @Nullable Integer yearly;

  /// The ones that were given.
  ///
  /// @param untouched says that nothing was done, where one is less than 1
  KeepRules rules(String untouched) throws ProblemException {
    var counts = new EnumMap<Span, Integer>(Span.class);
    put(counts, Span.LAST, last);
    put(counts, Span.HOURLY, hourly);
    put(counts, Span.DAILY, daily);
    put(counts, Span.WEEKLY, weekly);
    put(counts, Span.MONTHLY, monthly);
    put(counts, Span.YEARLY, yearly);
    try {
      return new KeepRules(counts);
    } catch (IllegalArgumentException tooFew) {
      throw Failures.usage(
          String.valueOf(tooFew.getMessage()),
          untouched,
          "leave the option out, or keep 1 or more");
    }
  }

  private static void put(Map<Span, Integer> counts, Span span, @Nullable Integer count) {
    if (count != null) {
      counts.put(span, count);
    }
  }
}
