package dev.lifeboat.cli.move;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.control.PlanMove;
import dev.lifeboat.control.PlanMove.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What became of each workload of a plan, or what would.
///
/// @param dryRun whether nothing was done
/// @param target where all writers shall be; left out where none is moved or known
/// @param exitCode that of the signal where it was interrupted, else of what went wrong the
///   gravest; 0 when all are there
/// @param state the folder that was read, in full; it need not be there
record PlanMoveDocument(
    String schema,
    String plan,
    String mode,
    boolean dryRun,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String target,
    List<PlanMoveRow> workloads,
    int exitCode,
    String state) {
  private static final List<Integer> GRAVEST_FIRST =
      List.of(ExitCode.REFUSED, ExitCode.FAILED, ExitCode.NOT_READY, ExitCode.BAD_USAGE);

  /// What would be done.
  static PlanMoveDocument seen(PlanMove move, List<Part> parts) {
    return of(move, parts, true);
  }

  /// What was done.
  static PlanMoveDocument run(PlanMove move, List<Part> parts) {
    return of(move, parts, false);
  }

  private static PlanMoveDocument of(PlanMove move, List<Part> parts, boolean dryRun) {
    int interrupted = ExitCode.interrupted();
    var rows = new ArrayList<>(parts.stream().map(PlanMoveRow::of).toList());
    move.workloads().stream()
        .skip(parts.size())
        .map(it ->
            PlanMoveRow.plain(
                it.workload().name(), "not-begun", "it was to come after that", interrupted))
        .forEach(rows::add);
    var first = move.workloads().getFirst();
    return new PlanMoveDocument(
        "lifeboat.plan-move/v1",
        first.file().plan().name(),
        move.request().mode().word(),
        dryRun,
        move.target().orElse(null),
        rows,
        Stream.concat(Stream.of(interrupted), GRAVEST_FIRST.stream())
            .filter(grave -> rows.stream().anyMatch(row -> row.exitCode() == grave))
            .findFirst()
            .orElse(0),
        first.state().toString());
  }

  List<String> lines(Options options) {
    var lines = new ArrayList<String>();
    lines.add(
        "%s of all workloads of %s%s: %d of %d %s"
            .formatted(
                mode,
                plan,
                Optional.ofNullable(target).map(" to %s"::formatted).orElse(""),
                workloads.stream().filter(row -> row.exitCode() == 0).count(),
                workloads.size(),
                dryRun ? "possible; nothing has been changed" : "done"));
    workloads.forEach(row -> lines.add(row.line(options)));
    return lines;
  }
}
