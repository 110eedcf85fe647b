package dev.lifeboat.cli.init;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a plan needs to know of a service of one's own.
///
/// @param name of plan and workload
/// @param run the words of its command
/// @param health path that answers 200 while it works
/// @param ready path that answers 200 while it takes a write
/// @param database whether it uses one
/// @param environment variables that it reads, with what the lab fills in
/// @param write how a client writes; empty for the canary's usual path
record OwnService(
    String name,
    List<String> run,
    String health,
    String ready,
    boolean database,
    Map<String, String> environment,
    Optional<Write> write,
    Regions regions) {
  static final String DATABASE = "db";

  /// @param primary where users are served
  record Regions(String primary, String recovery) {}

  /// @param http method and path
  /// @param body what is sent; empty for nothing
  /// @param rows where its rows are found; empty if they are not counted
  record Write(String http, String body, Optional<Rows> rows) {}

  /// Two columns of a table that tell one write from another.
  record Rows(String table, String client, String number) {
    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    /// The usual spelling, `notes(book,page)`.
    private static final Pattern WORDED =
        Pattern.compile("(%1$s(?:[.]%1$s)?)\\((%1$s), *(%1$s)\\)".formatted(NAME));

    static Optional<Rows> of(String text) {
      var worded = WORDED.matcher(text);
      return worded.matches()
          ? Optional.of(new Rows(worded.group(1), worded.group(2), worded.group(3)))
          : Optional.empty();
    }

    /// In the one form by which a ledger tells them too.
    String query() {
      return "select %s from %s where %s = '{client}'".formatted(number, table, client);
    }

    String removal() {
      return "delete from %s where %s = '{client}'".formatted(table, client);
    }
  }
}
