package dev.lifeboat.control;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.JsonFile;
import dev.lifeboat.plan.SpanText;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Tabletop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Walks a scenario with people and keeps what they said. Breaks nothing, and needs no regions.
///
/// @param state the state folder
/// @param person who holds it
public record TabletopSession(
    PlanFile file,
    Workload workload,
    Scenario scenario,
    Path state,
    String person,
    HostProcess host) {
  private static final String SCHEMA = "lifeboat.tabletop/v1";

  /// The people at the table.
  public interface Participants {
    /// What they say to a question; empty when they end early.
    ///
    /// @param number of the question, from 1
    Optional<Answered> ask(int number, int questions, Tabletop.Question question);
  }

  /// One question with its answer.
  ///
  /// @param seconds from the question until the answer
  /// @param score 0 nobody knew, 1 in part, 2 known
  public record Answered(
      String inject, String question, String answer, String expected, double seconds, int score) {}

  /// The record of one walk.
  ///
  /// @param complete whether every question was asked
  public record Document(
      String schema,
      String run,
      String plan,
      String workload,
      String scenario,
      String by,
      String startedAt,
      double totalSeconds,
      boolean complete,
      int score,
      int best,
      List<Answered> answers,
      String folder) {
    /// How it ended, in the word that `runs` has for it.
    RunOutcome.Unjournalled outcome() {
      return complete ? RunOutcome.Unjournalled.HELD : RunOutcome.Unjournalled.ENDED_EARLY;
    }

    String points() {
      return "%d of %d points".formatted(score, best);
    }

    /// Which one it is, and how it ended.
    public String line() {
      return "tabletop %s of %s/%s, run %s: %s, %s"
          .formatted(scenario, plan, workload, run, outcome().word(), points());
    }
  }

  /// The record that a walk kept in its folder; empty where there is none.
  ///
  /// @throws ProblemException LB4009 when it cannot be read, or is no such record
  public static Optional<Document> kept(Path run) throws ProblemException {
    var file = run.resolve(RunRecords.TABLETOP);
    var bytes = RunRecords.bytes(file);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    var tree = RunRecords.json(file, bytes.get());
    if (!isRecord(tree)) {
      throw RunRecords.unread(file, new IOException("it holds no tabletop"));
    }
    try {
      return Optional.of(JsonMapper.shared().treeToValue(tree, Document.class));
    } catch (JacksonException damaged) {
      throw RunRecords.unread(file, damaged);
    }
  }

  /// The parser would take a key that is not there for zero.
  private static boolean isRecord(JsonNode tree) {
    return tree.path("schema").asString("").equals(SCHEMA)
        && Stream.of("plan", "workload", "scenario").allMatch(key -> tree.path(key).isString())
        && tree.path("complete").isBoolean()
        && tree.path("score").isInt()
        && tree.path("best").isInt()
        && tree.path("score").asInt() >= 0
        && tree.path("score").asInt() <= tree.path("best").asInt();
  }

  /// Asks every question, or as many as people answer.
  ///
  /// @throws ProblemException LB4001 when the record cannot be kept
  public Document hold(Participants people) throws ProblemException {
    var questions = Tabletop.of(file.plan(), workload, scenario).questions();
    var began = host.clock().instant();
    var answers = new ArrayList<Answered>();
    var run = RunId.create(began, host.random());
    var folder = state.resolve("runs").resolve(run.value());
    for (var question : questions) {
      var answered = people.ask(answers.size() + 1, questions.size(), question);
      if (answered.isEmpty()) {
        break;
      }
      answers.add(answered.get());
      // Each time, since an interrupt ends it without a word.
      keep(folder, document(run, folder, began, questions.size(), answers));
    }
    var document = document(run, folder, began, questions.size(), answers);
    keep(folder, document);
    return document;
  }

  private Document document(
      RunId run, Path folder, Instant began, int questions, List<Answered> answers) {
    return new Document(
        SCHEMA,
        run.value(),
        file.plan().name(),
        workload.name(),
        scenario.word(),
        person,
        began.toString(),
        SpanText.number(Duration.between(began, host.clock().instant())),
        answers.size() == questions,
        answers.stream().mapToInt(Answered::score).sum(),
        Tabletop.BEST * questions,
        List.copyOf(answers),
        folder.toString());
  }

  private void keep(Path folder, Document document) throws ProblemException {
    try {
      DurableFile.createFolders(folder);
      DurableFile.write(folder.resolve("plan.yaml"), file.bytes());
      new JsonFile<>(folder.resolve(RunRecords.TABLETOP), Document.class, "holds no tabletop")
          .write(document);
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "write",
          folder,
          unwritable,
          "the tabletop is over and its record is lost",
          "free disk space or mend the permissions");
    }
  }
}
