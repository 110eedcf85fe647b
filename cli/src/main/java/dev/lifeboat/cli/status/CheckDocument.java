package dev.lifeboat.cli.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.terminal.StateFolder;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.Recoverability;
import dev.lifeboat.control.RecoveryCheck;
import dev.lifeboat.control.RecoveryCheck.CheckedWorkload;
import dev.lifeboat.plan.Plan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Readiness of the workloads of a plan, as a check found it.
///
/// @param readiness the worst of its workloads'
/// @param state the folder that was read, in full; left out where none was
public record CheckDocument(
    String schema,
    String plan,
    boolean valid,
    String readiness,
    String at,
    List<CheckRow> workloads,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String state) {

  /// Of a plan whose regions nobody asked.
  static CheckDocument ofFile(Plan plan) {
    return of(plan, Recoverability.UNKNOWN, Terminal.now(), List.of(), null);
  }

  /// Of a plan whose regions were asked.
  ///
  /// @param state the folder that was read
  public static CheckDocument of(RecoveryCheck check, List<CheckedWorkload> checked, Path state) {
    var now = check.clock().instant();
    return of(
        check.file().plan(),
        Recoverability.worst(checked.stream().map(CheckedWorkload::readiness)),
        now,
        checked.stream().map(it -> CheckRow.of(it, now)).toList(),
        state.toString());
  }

  private static CheckDocument of(
      Plan plan, Recoverability worst, Instant at, List<CheckRow> rows, @Nullable String state) {
    return new CheckDocument(
        "lifeboat.check/v1", plan.name(), true, worst.word(), at.toString(), rows, state);
  }

  @JsonIgnore
  public boolean isReady() {
    return readiness.equals(Recoverability.READY.word());
  }

  public List<String> lines() {
    var now = Instant.parse(at);
    var lines = new ArrayList<String>();
    var told = StateFolder.told(String.valueOf(state), now);
    lines.add(
        "%s  %s, the plan is valid, %s".formatted(plan, readiness.toUpperCase(Locale.ROOT), told));
    var rows = workloads.stream().map(one -> one.lines(now)).toList();
    lines.addAll(new WorkloadLines(rows, "    ").lines());
    return lines;
  }
}
