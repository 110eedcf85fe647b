package dev.lifeboat.aws.states;

import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import java.util.Optional;

/// The states that look whether the copies in the target are candidates, before anything is
/// claimed: a refusal leaves the writer as it is. Where they are not, only a named person's word
/// goes on. It is kept at `$.loss.word` with what is lost, for whoever promotes and in the history.
///
/// The function has the whole rule. Without it a copy counts that follows something, which a former
/// writer does not.
record CandidateStates(
    Workload workload, String target, ApiGoals forms, Optional<Functions> functions) {

  /// Of an execution that would promote what is no candidate.
  static final String NO_CANDIDATE = "Lifeboat.NoCandidate";

  static final String FIRST = "candidates";
  private static final String DECIDED = "candidates?";
  private static final String SEEN = "$.candidates";
  private static final String WORD = "$.acceptLoss";
  private static final String LOOK = "look at candidates";

  /// Whether the input has a word on a loss that cannot be understood.
  static Asl unclear() {
    return Asl.all(
        Asl.present(WORD),
        Asl.all(
                Asl.safely(WORD + ".by", "IsString", true),
                Asl.safely(WORD + ".reason", "IsString", true))
            .not());
  }

  /// What a start hands on to the execution of the run's own name.
  static Asl handedOn() {
    return Asl.of("acceptLoss.$", WORD);
  }

  /// Adds the states; the last one leads to `next`.
  void add(StateSequence machine, String next) {
    machine
        .add(FIRST, Asl.choice("no word on a loss", Asl.present(WORD).to(LOOK)))
        .add("no word on a loss", Asl.pass(Asl.of("by", "").with("reason", ""), WORD).next(LOOK));
    functions.ifPresentOrElse(it -> byFunction(machine, it), () -> byCalls(machine));
    decide(machine, next);
  }

  private void byFunction(StateSequence machine, Functions function) {
    machine
        .add(
            LOOK,
            function
                .look("candidates", Asl.of("mode", Mode.FAILOVER.word()))
                .with(
                    "ResultSelector",
                    Asl.of("state.$", "$.Payload.state").with("why.$", "$.Payload.why"))
                .at(SEEN)
                .retried()
                .or("candidates unknown")
                .next(DECIDED))
        .add("candidates unknown", seen("unknown", "nobody could look at the copies"));
  }

  /// One database after the other; other stores have no form of calls, so that a machine without
  /// the function is not made for them.
  private void byCalls(StateSequence machine) {
    machine.add(LOOK, Asl.pass().next(name(0)));
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
                  .at(StepAccess.SEEN)
                  .retried()
                  .or(name(i) + ": no")
                  .next(name(i) + "?"))
          .add(name(i) + "?", Asl.choice(name(i) + ": no", rule.to(name(i + 1))))
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

  private static Asl seen(String state, String why) {
    return Asl.pass(Asl.of("state", state).with("why", why), SEEN).next(DECIDED);
  }

  private static void decide(StateSequence machine, String next) {
    machine
        .add(
            DECIDED,
            Asl.choice(
                "no candidate",
                Asl.compared(SEEN + ".state", "StringEquals", "met").to("nothing is lost"),
                Asl.all(isGiven("by"), isGiven("reason")).to("loss accepted")))
        .add("nothing is lost", Asl.pass(Asl.of("word", ""), "$.loss").next(next))
        .add(
            "loss accepted",
            Asl.given(
                    Asl.of(
                        "word.$",
                        "States.Format('LOSS ACCEPTED by {}: {}; {}', %s.by, %s.reason, %s.why)"
                            .formatted(WORD, WORD, SEEN)))
                .at("$.loss")
                .next(next))
        .add(
            "no candidate",
            Asl.fail(
                NO_CANDIDATE,
                "a copy did not follow the present writer, see the history for which; nothing was"
                    + " changed. Reprotect it, or start with"
                    + " \"acceptLoss\":{\"by\":\"…\",\"reason\":\"…\"}"));
  }

  private static Asl isGiven(String part) {
    return Asl.compared(WORD + "." + part, "StringGreaterThan", "");
  }
}
