package dev.lifeboat.aws.states;

import dev.lifeboat.aws.states.States.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The states of one step: look, ask for it if it is not met, wait, look again, until its time is
/// over. Then a person is asked, or the branch fails so that the run is taken back.
///
/// Every error is one more look: what is broken for a moment passes, and what is denied is told by
/// `$.problem` in the history and by whoever is asked in the end.
final class StepStates {
  /// Of a branch whose run is not the open one any more.
  static final String LATE = "Lifeboat.Late";

  /// Of a branch of a planned move that ran out of its time.
  static final String TOO_LATE = "Lifeboat.NotReached";

  /// Of a person who said no.
  static final String DECLINED = "Lifeboat.Declined";

  private static final String COUNT = "$.count";

  private final ClaimTasks claims;
  private final PeopleTopic people;
  private final PollPace pace;

  StepStates(ClaimTasks claims, PeopleTopic people, PollPace pace) {
    this.claims = claims;
    this.people = people;
    this.pace = pace;
  }

  /// One step.
  ///
  /// @param label what its states' names begin with
  /// @param phrase as a person reads it
  /// @param places whether the placement names the target before anything is asked for
  /// @param again what must hold still, right before each request: the fences before a promotion
  /// @param undone whether the branch fails when time is over; else a person is asked
  record Step(
      String label,
      String phrase,
      StepAccess means,
      Duration deadline,
      boolean places,
      List<StepAccess> again,
      boolean undone) {

    /// Whether nothing more has to be confirmed before a request.
    boolean confirmed() {
      return places || means.confirms();
    }

    /// The tasks of one turn at most: of what is asked for one thing is.
    int tasks() {
      int asked = means.requests().isEmpty() ? 0 : confirmed() ? 1 : 2;
      return again.size() + (places ? 1 : 0) + 1 + asked;
    }
  }

  /// Adds the states of `step`; the last one ends the branch, or leads to `next`.
  void add(States branch, Step step, Optional<String> next) {
    new Making(branch, step).all(next);
  }

  /// The first state of a step.
  static String first(String label) {
    return label + ": begin";
  }

  private final class Making {
    private final States branch;
    private final Step step;
    private final String count;

    Making(States branch, Step step) {
      this.branch = branch;
      this.step = step;
      this.count = name("count");
    }

    private String name(String part) {
      return step.label() + ": " + part;
    }

    void all(Optional<String> next) {
      branch.add(
          first(step.label()),
          States.pass()
              .with("Result", AslChoice.ordered("looks", 0, "wait", pace.first()))
              .with("ResultPath", COUNT)
              .next(top()));
      lookAgainAtWhatMustHold();
      place();
      look();
      requests();
      waitOrStop();
      branch.add(name("met"), next.map(States.pass()::next).orElseGet(() -> States.pass().end()));
    }

    /// Where each look begins.
    private String top() {
      return step.again().isEmpty() ? placeOrLook() : name("holds 1");
    }

    private String placeOrLook() {
      return step.places() ? name("place") : name("look");
    }

    private void lookAgainAtWhatMustHold() {
      for (int i = 0; i < step.again().size(); i++) {
        var held = step.again().get(i);
        var name = name("holds " + (i + 1));
        var then = i + 1 < step.again().size() ? name("holds " + (i + 2)) : placeOrLook();
        branch.add(
            name,
            held.look()
                .with("ResultPath", StepAccess.SEEN)
                .with("Catch", List.of(States.anyError(count)))
                .next(name + "?"));
        branch.add(
            name + "?", States.choice(List.of(AslChoice.leadingTo(held.met(), then)), count));
      }
    }

    private void place() {
      if (step.places()) {
        branch.add(name("place"), written(claims.place()).next(name("look")));
        late();
      }
    }

    private void look() {
      branch.add(
          name("look"),
          step.means()
              .look()
              .with("ResultPath", StepAccess.SEEN)
              .with("Catch", List.of(States.anyError(count)))
              .next(name("met?")));
      var rules = new ArrayList<Map<String, Object>>();
      rules.add(AslChoice.leadingTo(step.means().met(), name("met")));
      var requests = step.means().requests();
      for (int i = 0; i < requests.size(); i++) {
        rules.add(
            AslChoice.leadingTo(
                requests.get(i).when(),
                step.confirmed() ? request(i) : name("confirm " + (i + 1))));
      }
      branch.add(name("met?"), States.choice(rules, count));
    }

    private String request(int index) {
      return name("ask for it " + (index + 1));
    }

    private void requests() {
      var requests = step.means().requests();
      for (int i = 0; i < requests.size(); i++) {
        if (!step.confirmed()) {
          branch.add(name("confirm " + (i + 1)), written(claims.confirm()).next(request(i)));
        }
        var errors = new ArrayList<Map<String, Object>>();
        if (step.means().confirms()) {
          errors.add(States.error(claims.refused(), name("late")));
        }
        errors.add(States.anyError(count));
        branch.add(request(i), requests.get(i).task().dropped().with("Catch", errors).next(count));
      }
      if (!requests.isEmpty() && !step.places()) {
        late();
      }
    }

    /// A conditional write of the placement.
    private State written(State task) {
      return task.dropped()
          .with(
              "Catch",
              List.of(States.error(claims.refused(), name("late")), States.anyError(count)));
    }

    private void late() {
      branch.add(
          name("late"),
          States.fail(
              LATE, step.phrase() + ": another run has gone on since; nothing was asked for"));
    }

    private void waitOrStop() {
      branch.add(
          count,
          States.pass()
              .with(
                  "Parameters",
                  AslChoice.ordered(
                      "looks.$",
                      "States.MathAdd(%s.looks, 1)".formatted(COUNT),
                      "wait.$",
                      "States.MathAdd(%s.wait, %d)".formatted(COUNT, pace.growth(step.deadline()))))
              .with("ResultPath", COUNT)
              .next(name("time left?")));
      var over =
          AslChoice.ordered(
              "Variable",
              COUNT + ".looks",
              "NumericGreaterThanEquals",
              pace.looks(step.deadline()));
      branch.add(
          name("time left?"),
          States.choice(List.of(AslChoice.leadingTo(over, name("not reached"))), name("wait")));
      branch.add(name("wait"), State.of("Wait").with("SecondsPath", COUNT + ".wait").next(top()));
      branch.add(name("not reached"), step.undone() ? failed() : asked());
      if (!step.undone()) {
        branch.add(name("no"), States.fail(DECLINED, step.phrase() + ": a person stopped the run"));
      }
    }

    private State failed() {
      return States.fail(TOO_LATE, "%s: not within %s".formatted(step.phrase(), step.deadline()));
    }

    private State asked() {
      return people
          .ask(
              "%s: not reached within %s. See the execution's history for why. A yes lets it be"
                      .formatted(step.phrase(), step.deadline())
                  + " looked at and asked for again, a no ends the run where it is.")
          .dropped()
          .with("Catch", List.of(States.anyError(name("no"))))
          .next(first(step.label()));
    }
  }
}
