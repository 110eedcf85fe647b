package dev.lifeboat.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What decides whether the commits of a server wait for its [CommitGate], as one look finds it.
///
/// A session may set `synchronous_commit` for itself, which no other session is shown.
///
/// @param standbyNames `synchronous_standby_names` as it is in force
/// @param syncState of the gate's connection, such as `sync`; empty while none streams, and then
///   commits wait
/// @param passes settings under which sessions begin that wait for nobody, in words
public record GateSettings(String standbyNames, Optional<String> syncState, List<String> passes) {

  /// The gate comes first and is waited for by its rank: of others the server may choose.
  private static final Pattern DEMANDED =
      Pattern.compile(
          "\\s*(FIRST\\s+)?[1-9]\\d*\\s*\\(\\s*\"?%s\"?\\s*[,)].*".formatted(CommitGate.NAME),
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final List<String> NOT_WAITED_FOR = List.of("async", "quorum");

  /// Several only for moments: the server has not yet seen that the older one is gone.
  private static final String SYNC_STATE =
      """
      SELECT sync_state FROM pg_stat_replication
       WHERE application_name = '%s' AND state = 'streaming'
       ORDER BY sync_state = 'sync' DESC LIMIT 1
      """
          .formatted(CommitGate.NAME);

  /// Of the server from its files, since a session of ours has a value of its own. A role that
  /// cannot log in gives its settings to nobody.
  private static final String PASSES =
      """
      WITH said(who, value) AS (
        SELECT 'the server', setting FROM pg_file_settings
          WHERE name = 'synchronous_commit' AND applied
        UNION ALL
        SELECT CASE
            WHEN role.rolname IS NOT NULL AND base.datname IS NOT NULL
              THEN format('role %I in database %I', role.rolname, base.datname)
            WHEN role.rolname IS NOT NULL THEN format('role %I', role.rolname)
            WHEN base.datname IS NOT NULL THEN format('database %I', base.datname)
            ELSE 'every role' END,
          split_part(pair, '=', 2)
        FROM pg_db_role_setting setting
          LEFT JOIN pg_roles role ON role.oid = setting.setrole
          LEFT JOIN pg_database base ON base.oid = setting.setdatabase,
          unnest(setting.setconfig) pair
        WHERE split_part(pair, '=', 1) = 'synchronous_commit'
          AND (setting.setrole = 0 OR role.rolcanlogin))
      SELECT who || ' sets synchronous_commit = ' || value FROM said
        WHERE lower(value) IN ('local', 'off', 'false', 'no', '0') ORDER BY 1
      """;

  public GateSettings {
    passes = List.copyOf(passes);
  }

  /// Reads them.
  ///
  /// @param superuser a session of one, in any database
  public static GateSettings read(Session superuser) throws SQLException {
    return new GateSettings(
        superuser.setting("synchronous_standby_names"),
        superuser.queryTexts(SYNC_STATE).stream().findFirst(),
        superuser.queryTexts(PASSES));
  }

  /// Why commits may be acknowledged without the gate; empty when all sessions wait for it that do
  /// not say otherwise themselves.
  public List<String> leaks() {
    var leaks = new ArrayList<String>();
    if (!DEMANDED.matcher(standbyNames).matches()) {
      leaks.add(
          "synchronous_standby_names = '%s' does not demand %s first"
              .formatted(standbyNames, CommitGate.NAME));
    } else {
      syncState
          .filter(NOT_WAITED_FOR::contains)
          .map("the server calls the gate's connection %s"::formatted)
          .ifPresent(leaks::add);
    }
    leaks.addAll(passes);
    return List.copyOf(leaks);
  }
}
