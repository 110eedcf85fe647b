package dev.lifeboat.cli.drill;

import dev.lifeboat.cli.terminal.Failures;
import dev.lifeboat.cli.terminal.Spans;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.TabletopSession;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.scenario.Tabletop;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// A tabletop with the people at a terminal.
record TabletopParticipants(PrintWriter err, Function<String, Optional<String>> prompt)
    implements TabletopSession.Participants {

  /// @throws ProblemException LB1004 where nobody can answer
  static TabletopParticipants of(TabletopSession session, Terminal terminal)
      throws ProblemException {
    var prompt =
        terminal
            .prompt()
            .orElseThrow(() ->
                Failures.usage(
                    "a tabletop needs people at a terminal",
                    "nothing was asked",
                    "type 'lifeboat drill %s --tabletop --scenario %s' where somebody can answer"
                        .formatted(session.file().typed(), session.scenario().word())));
    return new TabletopParticipants(terminal.err(), prompt);
  }

  /// @throws ProblemException as [TabletopSession#hold]
  TabletopSession.Document hold(TabletopSession session) throws ProblemException {
    say("Tabletop: %s of %s".formatted(session.scenario().word(), session.workload().name()));
    say("Nothing is broken and nothing is changed. End early with Ctrl-D.");
    return session.hold(this);
  }

  /// The record in few lines, its verdict last.
  static List<String> lines(TabletopSession.Document held) {
    var lines = new ArrayList<String>();
    for (var it : held.answers()) {
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
                held.scenario(),
                held.plan(),
                held.workload(),
                held.score(),
                held.best(),
                held.complete() ? "" : ", ended early",
                held.folder()));
    return lines;
  }

  @Override
  public Optional<TabletopSession.Answered> ask(
      int number, int questions, Tabletop.Question question) {
    say("\n%d/%d  %s".formatted(number, questions, question.inject()));
    var asked = Terminal.now();
    var answer = prompt.apply(question.ask() + "\n>");
    double took = Spans.between(asked, Terminal.now());
    return answer.flatMap(words ->
        score(question)
            .map(score ->
                new TabletopSession.Answered(
                    question.inject(),
                    question.ask(),
                    words.strip(),
                    question.expected(),
                    took,
                    score)));
  }

  private Optional<Integer> score(Tabletop.Question question) {
    say("The plan says: " + question.expected());
    while (true) {
      var score = prompt.apply("Did you know? 0 no, 1 in part, 2 yes >").map(String::strip);
      if (score.isEmpty() || score.get().matches("[0-2]")) {
        return score.map(Integer::valueOf);
      }
      say("'%s' is none of 0, 1 and 2".formatted(score.get()));
    }
  }

  private void say(String line) {
    err.println(line);
  }
}
