package dev.lifeboat.aws.states;

import dev.lifeboat.aws.states.States.State;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The states that look whether the copies in the target are candidates, before anything is
/// claimed: a refusal leaves the writer as it is. Where they are not, only a named person's word
/// goes on. It is kept at `$.loss.word` with what is lost, for whoever promotes and in the history.
///
/// The function has the whole rule. Without it a copy counts that follows something, which a former
/// writer does not.
final class CandidateStates {
  /// Of an execution that would promote what is no candidate.
  static final String NO_CANDIDATE = "Lifeboat.NoCandidate";

  static final String FIRST = "candidates";
  private static final String DECIDED = "candidates?";
  private static final String SEEN = "$.candidates";
  private static final String WORD = "$.acceptLoss";

  private final Workload workload;
  private final String target;
  private final ApiGoals forms;
  private final Optional<Functions> functions;

  CandidateStates(Workload workload, String target, ApiGoals forms, Optional<Functions> functions) {
    this.workload = workload;
    this.target = target;
    this.forms = forms;
    this.functions = functions;
  }

  /// Whether the input has a word on a loss that cannot be understood.
  static Map<String, Object> unclear() {
    return Map.of(
        "And",
        List.of(
            AslChoice.present(WORD),
            Map.of("Not", Map.of("And", List.of(text("by"), text("reason"))))));
  }

  private static Map<String, Object> text(String part) {
    var path = WORD + "." + part;
    return Map.of(
        "And",
        List.of(AslChoice.present(path), AslChoice.ordered("Variable", path, "IsString", true)));
  }

  /// What a start hands on to the execution of the run's own name.
  static void handOn(Map<String, Object> input) {
    input.put("acceptLoss.$", WORD);
  }

  /// Adds the states; the last one leads to `next`.
  void add(States machine, String next) {
    machine
        .add(
            FIRST,
            States.choice(
                List.of(AslChoice.leadingTo(AslChoice.present(WORD), "look at candidates")),
                "no word on a loss"))
        .add(
            "no word on a loss",
            States.pass()
                .with("Result", AslChoice.ordered("by", "", "reason", ""))
                .with("ResultPath", WORD)
                .next("look at candidates"));
    functions.ifPresentOrElse(it -> byFunction(machine, it), () -> byCalls(machine));
    decide(machine, next);
  }

  private void byFunction(States machine, Functions function) {
    machine
        .add(
            "look at candidates",
            function
                .look("candidates", Map.of("mode", Mode.FAILOVER.word()))
                .with(
                    "ResultSelector",
                    AslChoice.ordered("state.$", "$.Payload.state", "why.$", "$.Payload.why"))
                .with("ResultPath", SEEN)
                .with("Retry", Stages.RETRIES)
                .with("Catch", List.of(States.anyError("candidates unknown")))
                .next(DECIDED))
        .add("candidates unknown", seen("unknown", "nobody could look at the copies"));
  }

  /// One database after the other; other stores have no form of calls, so that a machine without
  /// the function is not made for them.
  private void byCalls(States machine) {
    machine.add("look at candidates", States.pass().next(name(0)));
    var databases = workload.resources(Database.class);
    for (int i = 0; i < databases.size(); i++) {
      var store = databases.get(i).name();
      var form = forms.of(new Goal.Promoted(store, target)).orElseThrow();
      var rule =
          AslChoice.rule(form.requests().getFirst().when(), StepAccess.SEEN + "." + form.at());
      machine
          .add(
              name(i),
              Tasks.call(form.look())
                  .with("ResultPath", StepAccess.SEEN)
                  .with("Retry", Stages.RETRIES)
                  .with("Catch", List.of(States.anyError(name(i) + ": no")))
                  .next(name(i) + "?"))
          .add(
              name(i) + "?",
              States.choice(List.of(AslChoice.leadingTo(rule, name(i + 1))), name(i) + ": no"))
          .add(
              name(i) + ": no",
              seen(
                  "no",
                  "'%s' in %s follows nobody, or nobody could look".formatted(store, target)));
    }
    machine.add(name(databases.size()), seen("met", ""));
  }

  private static String name(int database) {
    return "candidate " + (database + 1);
  }

  private static State seen(String state, String why) {
    return States.pass()
        .with("Result", AslChoice.ordered("state", state, "why", why))
        .with("ResultPath", SEEN)
        .next(DECIDED);
  }

  private static void decide(States machine, String next) {
    Map<String, Object> given = Map.of("And", List.of(isGiven("by"), isGiven("reason")));
    machine
        .add(
            DECIDED,
            States.choice(
                List.of(
                    AslChoice.leadingTo(
                        AslChoice.ordered("Variable", SEEN + ".state", "StringEquals", "met"),
                        "nothing is lost"),
                    AslChoice.leadingTo(given, "loss accepted")),
                "no candidate"))
        .add(
            "nothing is lost",
            States.pass()
                .with("Result", Map.of("word", ""))
                .with("ResultPath", "$.loss")
                .next(next))
        .add(
            "loss accepted",
            States.pass()
                .with(
                    "Parameters",
                    Map.of(
                        "word.$",
                        "States.Format('LOSS ACCEPTED by {}: {}; {}', %s.by, %s.reason, %s.why)"
                            .formatted(WORD, WORD, SEEN)))
                .with("ResultPath", "$.loss")
                .next(next))
        .add(
            "no candidate",
            States.fail(
                NO_CANDIDATE,
                "a copy did not follow the present writer, see the history for which; nothing was"
                    + " changed. Reprotect it, or start with"
                    + " \"acceptLoss\":{\"by\":\"…\",\"reason\":\"…\"}"));
  }

  private static Map<String, Object> isGiven(String part) {
    return AslChoice.ordered("Variable", WORD + "." + part, "StringGreaterThan", "");
  }
}
