package dev.lifeboat.cli.drill;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.Options;
import dev.lifeboat.cli.terminal.OutputJson;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.Terminal;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// Walks a scenario with the people at a terminal and keeps what they said. Breaks nothing, and
/// needs no lab.
record TabletopSession(
    Terminal terminal, Options options, PlanFile file, Workload workload, Scenario scenario) {

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
      String folder) {

    /// The record in few lines, its verdict last.
    List<String> lines() {
      var lines = new ArrayList<String>();
      for (var it : answers) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%d of %d  %6.1f s  %s",
                it.score(),
                Tabletop.BEST,
                it.seconds(),
                it.question()));
      }
      lines.add(
          "%s of %s/%s: %d of %d points%s; kept in %s"
              .formatted(
                  scenario, plan, workload, score, best, complete ? "" : ", ended early", folder));
      return lines;
    }
  }

  /// Asks every question, or as many as people answer.
  ///
  /// @throws ProblemException LB1004 without a terminal, LB4001 when the record cannot be kept
  Document hold() throws ProblemException {
    var prompt = terminal.prompt().orElseThrow(this::nobody);
    var questions = Tabletop.of(file.plan(), workload, scenario).questions();
    var began = Terminal.now();
    var answers = new ArrayList<Answered>();
    say("Tabletop: " + scenario.word() + " of " + workload.name());
    say("Nothing is broken and nothing is changed. End early with Ctrl-D.");
    var run = RunId.create(began, Terminal.host().random());
    var folder = options.state.resolve("runs").resolve(run.value());
    var document = document(run, folder, began, questions.size(), answers);
    for (var question : questions) {
      say("\n%d/%d  %s".formatted(answers.size() + 1, questions.size(), question.inject()));
      var answered = ask(prompt, question);
      if (answered.isEmpty()) {
        break;
      }
      answers.add(answered.get());
      document = document(run, folder, began, questions.size(), answers);
      // Each time, since Ctrl-C ends it without a word.
      keep(folder, document);
    }
    keep(folder, document);
    return document;
  }

  private Document document(
      RunId run, Path folder, Instant began, int questions, List<Answered> answers) {
    return new Document(
        "lifeboat.tabletop/v1",
        run.value(),
        file.plan().name(),
        workload.name(),
        scenario.word(),
        options.person,
        began.toString(),
        Spans.between(began, Terminal.now()),
        answers.size() == questions,
        answers.stream().mapToInt(Answered::score).sum(),
        Tabletop.BEST * questions,
        List.copyOf(answers),
        folder.toString());
  }

  private void say(String line) {
    terminal.err().println(line);
  }

  /// Empty when people end early.
  private Optional<Answered> ask(
      Function<String, Optional<String>> prompt, Tabletop.Question question) {
    var asked = Terminal.now();
    var answer = prompt.apply(question.ask() + "\n>");
    var took = Spans.between(asked, Terminal.now());
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    say("The plan says: " + question.expected());
    while (true) {
      var score = prompt.apply("Did you know? 0 no, 1 in part, 2 yes >").map(String::strip);
      if (score.isEmpty() || score.get().matches("[0-2]")) {
        return score.map(it ->
            new Answered(
                question.inject(),
                question.ask(),
                answer.get().strip(),
                question.expected(),
                took,
                Integer.parseInt(it)));
      }
      say("'%s' is none of 0, 1 and 2".formatted(score.get()));
    }
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

  private ProblemException nobody() {
    return Failures.usage(
        "a tabletop needs people at a terminal",
        "nothing was asked",
        "type 'lifeboat drill %s --tabletop --scenario %s' where somebody can answer"
            .formatted(file.typed(), scenario.word()));
  }
}
