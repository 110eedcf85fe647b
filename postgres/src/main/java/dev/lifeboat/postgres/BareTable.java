package dev.lifeboat.postgres;

import java.util.List;
import java.util.stream.Collectors;

/// A table that [CommitTrigger] is not on: what is written there is committed past the lease.
///
/// @param id the server's number of the table
/// @param name with its schema, as SQL has it
/// @param fix what takes the obstacle away, as a statement of the table's owner; or else what the
///   server answered
public record BareTable(long id, String name, String fix) {
  /// More of them are as a rule one schema, whose name is read from these.
  private static final int NAMED = 5;

  /// In words, for people; empty for none.
  public static String words(List<BareTable> tables) {
    var named =
        tables.stream()
            .limit(NAMED)
            .map(table -> "%s (%s)".formatted(table.name(), table.fix()))
            .collect(Collectors.joining(", "));
    return tables.size() > NAMED ? "%s and %d more".formatted(named, tables.size() - NAMED) : named;
  }
}
