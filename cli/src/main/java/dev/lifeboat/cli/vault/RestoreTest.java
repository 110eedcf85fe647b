package dev.lifeboat.cli.vault;

import dev.lifeboat.control.ControlledWorkload;
import dev.lifeboat.control.PlanProof.Outcome;
import dev.lifeboat.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Restores of the databases of a workload that were made to try its backups, as they are told.
///
/// @param proven whether each of them proves its backup, and that is noted
record RestoreTest(boolean proven, RestoreTestDocument document) {

  /// What was tried.
  record RestoreTestDocument(
      String schema, String plan, String workload, List<TestedRow> restores) {}

  /// One database in one vault.
  ///
  /// @param code of the problem, with `fix`; null where the backup is proven, and that is noted
  record TestedRow(
      String database,
      String vault,
      boolean proven,
      ProofRow proof,
      @Nullable String code,
      @Nullable String fix) {
    static TestedRow of(Outcome outcome) {
      var problem = outcome.problem().or(outcome::unnoted);
      return new TestedRow(
          outcome.database().database().name(),
          outcome.vault().name(),
          outcome.proof().isProven(),
          ProofRow.of(outcome.proof()),
          problem.map(it -> it.code().name()).orElse(null),
          problem.map(Problem::action).orElse(null));
    }
  }

  static RestoreTest of(ControlledWorkload of, List<Outcome> outcomes) {
    var rows = outcomes.stream().map(TestedRow::of).toList();
    var plan = of.file().plan().name();
    return new RestoreTest(
        rows.stream().allMatch(it -> it.proven() && it.code() == null),
        new RestoreTestDocument("lifeboat.restore-test/v1", plan, of.workload().name(), rows));
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    for (var row : document.restores()) {
      lines.add("%s from %s  %s".formatted(row.database(), row.vault(), row.proof().line()));
      if (row.fix() != null) {
        lines.add("  %s  do  %s".formatted(row.code(), row.fix()));
      }
    }
    return lines;
  }
}
