package dev.lifeboat.cli;

import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.RunRecords;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.scenario.Tabletop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Walks a scenario with the people at a terminal and keeps what they said. Breaks nothing, and
/// needs no lab.
final class TabletopSession {
  static final String SCHEMA = "lifeboat.tabletop/v1";

  /// In the folder of a tabletop, beside the plan.

  private final Terminal terminal;

  private final Options options;
  private final PlanFile file;
  private final InstantSource clock;
  private final RandomGenerator random;

  TabletopSession(
      Terminal terminal,
      Options options,
      PlanFile file,
      InstantSource clock,
      RandomGenerator random) {
    this.terminal = terminal;
    this.options = options;
    this.file = file;
    this.clock = clock;
    this.random = random;
  }

  /// One question with its answer.
  ///
  /// @param seconds from the question until the answer
  /// @param score 0 nobody knew, 1 in part, 2 known
  record Answered(
      String inject, String question, String answer, String expected, double seconds, int score) {}

  /// The record of one walk.
  ///
  /// @param complete whether every question was asked
  record Document(
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
      String folder) {}

  /// Asks every question, or as many as people answer.
  ///
  /// @throws ProblemException LB1004 without a terminal, LB4001 when the record cannot be kept
  Document hold(Workload workload, Scenario scenario) throws ProblemException {
    var prompt = terminal.prompt().orElseThrow(() -> nobody(scenario));
    var tabletop = Tabletop.of(file.plan(), workload, scenario);
    var began = clock.instant();
    var answers = new ArrayList<Answered>();
    terminal.err().println("Tabletop: " + scenario.word() + " of " + workload.name());
    terminal.err().println("Nothing is broken and nothing is changed. End early with Ctrl-D.");
    for (var question : tabletop.questions()) {
      var answered = ask(prompt, question, answers.size() + 1, tabletop.questions().size());
      if (answered.isEmpty()) {
        break;
      }
      answers.add(answered.get());
    }
    var run = RunId.create(began, random);
    var folder = options.state.resolve("runs").resolve(run.value());
    var document =
        new Document(
            SCHEMA,
            run.value(),
            file.plan().name(),
            workload.name(),
            scenario.word(),
            options.person,
            began.toString(),
            seconds(began, clock.instant()),
            answers.size() == tabletop.questions().size(),
            answers.stream().mapToInt(Answered::score).sum(),
            Tabletop.BEST * tabletop.questions().size(),
            answers,
            folder.toString());
    keep(folder, document);
    return document;
  }

  private Optional<Answered> ask(
      Function<String, Optional<String>> prompt, Tabletop.Question question, int number, int of) {
    terminal.err().println();
    terminal.err().println("%d/%d  %s".formatted(number, of, question.inject()));
    var asked = clock.instant();
    var answer = prompt.apply(question.ask() + "\n>");
    var took = seconds(asked, clock.instant());
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    terminal.err().println("The plan says: " + question.expected());
    return score(prompt)
        .map(score ->
            new Answered(
                question.inject(),
                question.ask(),
                answer.get().strip(),
                question.expected(),
                took,
                score));
  }

  private static Optional<Integer> score(Function<String, Optional<String>> prompt) {
    while (true) {
      var said = prompt.apply("Did you know? 0 no, 1 in part, 2 yes >").map(String::strip);
      if (said.isEmpty()) {
        return Optional.empty();
      }
      if (said.get().matches("[0-2]")) {
        return said.map(Integer::valueOf);
      }
    }
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }

  private void keep(Path folder, Document document) throws ProblemException {
    try {
      Files.createDirectories(folder);
      DurableFile.write(folder.resolve("plan.yaml"), file.bytes());
      DurableFile.write(folder.resolve(RunRecords.TABLETOP), OutputJson.bytes(document));
    } catch (IOException unwritable) {
      throw FileFailure.of(
          "write",
          folder,
          unwritable,
          "the tabletop is over and its record is lost",
          "free disk space or mend the permissions");
    }
  }

  private ProblemException nobody(Scenario scenario) {
    return Failures.usage(
        "a tabletop needs people at a terminal",
        "nothing was asked",
        "lifeboat drill %s --tabletop --scenario %s".formatted(file.path(), scenario.word()));
  }

  /// The record in few lines, its verdict last.
  static List<String> lines(Document document) {
    var lines = new ArrayList<String>();
    for (var answered : document.answers()) {
      lines.add(
          String.format(
              java.util.Locale.ROOT,
              "%d of %d  %6.1f s  %s",
              answered.score(),
              Tabletop.BEST,
              answered.seconds(),
              answered.question()));
    }
    lines.add(
        "%s of %s/%s: %d of %d points%s; kept in %s"
            .formatted(
                document.scenario(),
                document.plan(),
                document.workload(),
                document.score(),
                document.best(),
                document.complete() ? "" : ", ended early",
                document.folder()));
    return lines;
  }
}
