package dev.lifeboat.control;

import dev.lifeboat.drill.DrillPhase;
import dev.lifeboat.plan.WordedChoice;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.Runbook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a drill kept of itself while it was held, in `drill.jsonl` of its folder: what it is, what
/// it told, what it broke and healed. Whoever looks from elsewhere knows by it what a drill is that
/// has no result yet, and what one left broken that never got to a result.
///
/// @param began from when the times on its screen count
/// @param told its lines, but for those of its runs' journals
/// @param remedies of what was broken and is not known to be healed
/// @param judged whether the drill came to a result
record DrillLog(
    String plan,
    String workload,
    String scenario,
    Instant began,
    List<Told> told,
    List<String> remedies,
    boolean judged) {
  static final String SCHEMA = "lifeboat.drill-log/v1";
  static final String FILE = "drill.jsonl";

  /// The field of a line of clients that no other line has: `true` or `false`.
  static final String CHANGED = "changed";

  /// One line of its screen.
  ///
  /// @param event a [ProgressEvent.Noted] or [ProgressEvent.Clients]
  record Told(Instant at, ProgressEvent event) {
    private static Told of(JsonNode fields) {
      var line =
          new ProgressEvent.Noted(
              text(fields, "phase"), text(fields, "state"), text(fields, "detail"));
      return new Told(
          Instant.parse(text(fields, "at")),
          fields.has(CHANGED)
              ? new ProgressEvent.Clients(line, Boolean.parseBoolean(text(fields, CHANGED)))
              : line);
    }
  }

  /// That of a drill; empty where it kept none.
  ///
  /// @throws ProblemException LB4009 when it cannot be read
  static Optional<DrillLog> find(Path run) throws ProblemException {
    var file = run.resolve(FILE);
    var bytes = RunRecords.bytes(file);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    var lines = new ArrayList<>(whole(bytes.get()));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    lines.addAll(heals(run));
    try {
      return Optional.of(of(lines));
    } catch (JacksonException | DateTimeException damaged) {
      throw RunRecords.unread(file, damaged);
    }
  }

  /// What was healed of a drill whose folder was sealed before, in lines like those of its log.
  static Path healsBeside(Path run) {
    return run.resolveSibling(run.getFileName() + ".healed.jsonl");
  }

  private static List<String> heals(Path run) throws ProblemException {
    var file = healsBeside(run);
    var lines = RunRecords.bytes(file).map(DrillLog::whole).orElse(List.of());
    try {
      lines.forEach(line -> JsonMapper.shared().readTree(line));
      return lines;
    } catch (JacksonException damaged) {
      throw RunRecords.unread(file, damaged);
    }
  }

  /// The last line may be on its way to the disk.
  private static List<String> whole(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /// That of a drill which kept nothing of itself, as in early releases.
  static DrillLog untold(Runbook runbook, String scenario, Instant began) {
    return new DrillLog(
        runbook.plan(), runbook.workload(), scenario, began, List.of(), List.of(), false);
  }

  private static DrillLog of(List<String> lines) {
    var head = JsonMapper.shared().readTree(lines.getFirst());
    var told = new ArrayList<Told>();
    var remedies = new LinkedHashSet<String>();
    boolean judged = false;
    for (var line : lines.subList(1, lines.size())) {
      var fields = JsonMapper.shared().readTree(line);
      if (fields.has("breaks")) {
        remedies.add(text(fields, "breaks"));
      } else if (fields.has("heals")) {
        remedies.remove(text(fields, "heals"));
      } else if (fields.has("result")) {
        judged = true;
      } else {
        told.add(Told.of(fields));
      }
    }
    return new DrillLog(
        text(head, "plan"),
        text(head, "workload"),
        text(head, "scenario"),
        Instant.parse(text(head, "began")),
        List.copyOf(told),
        List.copyOf(remedies),
        judged);
  }

  private static String text(JsonNode fields, String name) {
    return fields.path(name).asString("");
  }

  boolean isOf(String plan, String workload) {
    return this.plan.equals(plan) && this.workload.equals(workload);
  }

  /// The figures that it told; empty when it was cut off before.
  Optional<String> measured() {
    return noted()
        .filter(line -> line.ends(DrillPhase.MEASURE))
        .map(ProgressEvent.Noted::detail)
        .findFirst();
  }

  /// How far it came.
  String cutOff() {
    return noted()
        .filter(DrillLog::isOfPhase)
        .reduce((_, later) -> later)
        .map(line -> "it was cut off at '%s'".formatted(line.phase()))
        .orElse("it was cut off, or its result was removed");
  }

  private Stream<ProgressEvent.Noted> noted() {
    return told.stream()
        .flatMap(it ->
            it.event() instanceof ProgressEvent.Noted line ? Stream.of(line) : Stream.empty());
  }

  /// What clients see is told beside the phases, by a word that a phase may have too.
  private static boolean isOfPhase(ProgressEvent.Noted line) {
    return WordedChoice.find(DrillPhase.values(), line.phase()).isPresent()
        && !line.state().equals("seen");
  }

  /// What is not healed, and how a person does that; empty when nothing is.
  Optional<String> broken() {
    return remedies.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "what %s broke is not healed; heal it with '%s'"
                .formatted(scenario, String.join("' and '", remedies)));
  }
}
