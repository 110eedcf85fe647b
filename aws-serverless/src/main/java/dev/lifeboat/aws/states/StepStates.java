package dev.lifeboat.aws.states;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The states of one step: look, ask for it if it is not met, wait, look again, until its time is
/// over. Then a person is asked, or the branch fails so that the run is taken back.
///
/// Every error is one more look: what is broken for a moment passes, and what is denied is told by
/// `$.problem` in the history and by whoever is asked in the end.
record StepStates(ClaimTasks claims, PeopleTopic people, PollPace pace) {
  /// Of a branch whose run is not the open one any more.
  static final String LATE = "Lifeboat.Late";

  /// Of a branch of a planned move that ran out of its time.
  static final String TOO_LATE = "Lifeboat.NotReached";

  /// Of a person who said no.
  static final String DECLINED = "Lifeboat.Declined";

  private static final String COUNT = "$.count";

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

    /// One that is no promotion.
    Step(String label, String phrase, StepAccess means, Duration deadline, boolean undone) {
      this(label, phrase, means, deadline, false, List.of(), undone);
    }

    /// Whether nothing more has to be confirmed before a request.
    boolean confirmed() {
      return places || means.confirms();
    }

    /// The tasks of one turn at most: of what is asked for one thing is.
    int tasks() {
      int asked = means.requests().isEmpty() ? 0 : confirmed() ? 1 : 2;
      return again.size() + (places ? 1 : 0) + means.looks().size() + asked;
    }
  }

  /// Adds the states of `step`; the last one ends the branch, or leads to `next`.
  void add(StateSequence branch, Step step, Optional<String> next) {
    new Making(branch, step).all(next);
  }

  /// The first state of a step.
  static String first(String label) {
    return label + ": begin";
  }

  private final class Making {
    private final StateSequence branch;
    private final Step step;
    private final String count;

    Making(StateSequence branch, Step step) {
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
          Asl.pass(Asl.of("looks", 0).with("wait", pace.first()), COUNT).next(top()));
      lookAgainAtWhatMustHold();
      place();
      look();
      requests();
      waitOrStop();
      branch.add(name("met"), next.map(Asl.pass()::next).orElseGet(() -> Asl.pass().end()));
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
        held.look(branch, name, count, name + "?");
        branch.add(name + "?", Asl.choice(count, held.met().to(then)));
      }
    }

    private void place() {
      if (step.places()) {
        branch.add(name("place"), written(claims.place()).next(name("look")));
        late();
      }
    }

    private void look() {
      step.means().look(branch, name("look"), count, name("met?"));
      var rules = new ArrayList<Asl>();
      rules.add(step.means().met().to(name("met")));
      var requests = step.means().requests();
      for (int i = 0; i < requests.size(); i++) {
        var next = step.confirmed() ? request(i) : name("confirm " + (i + 1));
        rules.add(requests.get(i).when().to(next));
      }
      branch.add(name("met?"), Asl.choice(count, rules));
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
        var task = requests.get(i).task();
        branch.add(
            request(i),
            (step.means().confirms() ? written(task) : task.dropped().or(count)).next(count));
      }
      if (!requests.isEmpty() && !step.places()) {
        late();
      }
    }

    /// What a run does only while it is the open one.
    private Asl written(Asl task) {
      return task.dropped().or(Asl.error(claims.refused(), name("late")), Asl.anyError(count));
    }

    private void late() {
      branch.add(
          name("late"),
          Asl.fail(LATE, step.phrase() + ": another run has gone on since; nothing was asked for"));
    }

    private void waitOrStop() {
      var growth = pace.growth(step.deadline());
      var looks = pace.looks(step.deadline());
      branch
          .add(
              count,
              Asl.given(
                      Asl.of("looks.$", "States.MathAdd(%s.looks, 1)".formatted(COUNT))
                          .with("wait.$", "States.MathAdd(%s.wait, %d)".formatted(COUNT, growth)))
                  .at(COUNT)
                  .next(name("time left?")))
          .add(
              name("time left?"),
              Asl.choice(
                  name("wait"),
                  Asl.compared(COUNT + ".looks", "NumericGreaterThanEquals", looks)
                      .to(name("not reached"))))
          .add(name("wait"), Asl.state("Wait").with("SecondsPath", COUNT + ".wait").next(top()))
          .add(name("not reached"), step.undone() ? failed() : asked());
      if (!step.undone()) {
        branch.add(name("no"), Asl.fail(DECLINED, step.phrase() + ": a person stopped the run"));
      }
    }

    private Asl failed() {
      return Asl.fail(TOO_LATE, "%s: not within %s".formatted(step.phrase(), step.deadline()));
    }

    private Asl asked() {
      return people
          .ask(
              "%s: not reached within %s. See the execution's history for why. A yes lets it be"
                      .formatted(step.phrase(), step.deadline())
                  + " looked at and asked for again, a no ends the run where it is.")
          .dropped()
          .or(name("no"))
          .next(first(step.label()));
    }
  }
}
