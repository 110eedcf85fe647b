package dev.lifeboat.cli.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.lifeboat.control.RecoveryCheck.CheckedWorkload;
import dev.lifeboat.provider.Concern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Readiness of one workload for a failover now.
///
/// @param readiness `ready`, `not-ready` or `unknown`
/// @param lapses of its databases: those that go on, else the newest
/// @param backups of each database in each of its vaults
/// @param why it is not ready; empty if it is
/// @param warnings what hinders no failover, and would be missed after it
/// @param findings those that have a code, one by one
/// @param brief those that have none, of which all is told in a line
record CheckRow(
    String workload,
    String readiness,
    List<LapseRow> lapses,
    List<BackupAgeRow> backups,
    List<String> why,
    List<String> warnings,
    List<FindingRow> findings,
    @JsonIgnore List<Concern> brief) {

  static CheckRow of(CheckedWorkload checked, Instant now) {
    return new CheckRow(
        checked.workload(),
        checked.readiness().word(),
        checked.lapses().stream().map(it -> LapseRow.of(it, now)).toList(),
        BackupAgeRow.of(checked.backups(), now),
        phrases(checked, false),
        phrases(checked, true),
        checked.concerns().stream()
            .flatMap(it -> it.problem().map(problem -> FindingRow.of(it, problem)).stream())
            .toList(),
        checked.concerns().stream().filter(it -> it.problem().isEmpty()).toList());
  }

  private static List<String> phrases(CheckedWorkload checked, boolean warnings) {
    return checked.concerns().stream()
        .filter(it -> it.isWarning() == warnings)
        .map(Concern::phrase)
        .toList();
  }

  WorkloadLines.Of lines(Instant now) {
    var facts = new ArrayList<String>();
    lapses.forEach(lapse -> facts.add(lapse.line(now)));
    backups.forEach(backup -> facts.add(backup.line(now)));
    brief.stream().filter(it -> !it.isWarning()).forEach(it -> facts.add(it.phrase()));
    brief.stream().filter(Concern::isWarning).forEach(it -> facts.add("warning: " + it.phrase()));
    findings.forEach(finding -> facts.add(String.join("\n", finding.lines())));
    return new WorkloadLines.Of(workload, "%-12s %s".formatted(workload, readiness), facts);
  }
}
