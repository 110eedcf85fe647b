package dev.lifeboat.aws.states;

import dev.lifeboat.aws.api.ApiGoal;
import dev.lifeboat.aws.api.Condition;
import dev.lifeboat.runbook.Goal;
import java.util.List;
import java.util.Optional;

/// By what a step is looked at and asked for.
sealed interface StepAccess
    permits StepAccess.Calls, StepAccess.Function, LabelAccess, AddressAccess, RestartAccess {
  /// Where what was seen is kept.
  String SEEN = "$.seen";

  /// What shows whether the step is met, one after the other; what they saw is at [#SEEN] then. No
  /// one has a result path unless it adds to what was seen.
  List<Asl> looks();

  /// Adds the states that look, of which the last leads to `next`.
  ///
  /// @param name of the first; the others' are numbered
  /// @param failed what any error leads to
  default void look(StateSequence branch, String name, String failed, String next) {
    var looks = looks();
    for (int i = 0; i < looks.size(); i++) {
      var look =
          looks.get(i).fields().containsKey("ResultPath") ? looks.get(i) : looks.get(i).at(SEEN);
      var then = i + 1 < looks.size() ? "%s %d".formatted(name, i + 2) : next;
      var caught = "Pass".equals(look.fields().get("Type")) ? look : look.or(failed);
      branch.add(i == 0 ? name : "%s %d".formatted(name, i + 1), caught.next(then));
    }
  }

  /// The rule of a `Choice` that holds once it is met.
  Asl met();

  /// What is asked for while it is not, and under which rule.
  List<Request> requests();

  /// Whether the tasks of its requests confirm by themselves that the run is the present one.
  boolean confirms();

  /// By what `goal` is brought about from its target: by calls of that region if it has a form of
  /// them, else by the function; empty without either.
  static Optional<StepAccess> of(
      Goal goal, String target, ApiGoals forms, Optional<Function> function) {
    Optional<ApiGoal> form = goal.region().equals(target) ? forms.of(goal) : Optional.empty();
    return form.<StepAccess>map(Calls::new).or(() -> function);
  }

  /// What is asked for under a rule.
  ///
  /// @param when the rule of a `Choice`
  record Request(Asl when, Asl task) {}

  /// By calls of the machine's own region.
  record Calls(ApiGoal form) implements StepAccess {
    @Override
    public List<Asl> looks() {
      var look = Tasks.call(form.look());
      return List.of(
          AslChoice.selector(form.met()).map(it -> look.with("ResultSelector", it)).orElse(look));
    }

    @Override
    public Asl met() {
      return AslChoice.rule(form.met(), base());
    }

    @Override
    public List<Request> requests() {
      return form.requests().stream()
          .map(it -> new Request(AslChoice.rule(it.when(), base()), Tasks.call(it.call())))
          .toList();
    }

    @Override
    public boolean confirms() {
      return false;
    }

    private String base() {
      return form.at().isEmpty() ? SEEN : SEEN + "." + form.at();
    }
  }

  /// By the function, which knows the step by its name.
  ///
  /// @param begun whether a run has begun; else it is a look outside of any
  /// @param mode of the runbook
  /// @param step its id
  /// @param undo which of the goals that take it back is meant, from zero
  /// @param asks whether it is asked for, and not only looked at
  record Function(
      Functions functions,
      boolean begun,
      String mode,
      String step,
      Optional<Integer> undo,
      boolean asks)
      implements StepAccess {
    private static final String STATE = "state";

    @Override
    public List<Asl> looks() {
      // What the function says of it may be long; the history needs no more than this.
      var look = begun ? functions.act("observe", named()) : functions.look("observe", named());
      return List.of(look.with("ResultSelector", Asl.of(STATE + ".$", "$.Payload." + STATE)));
    }

    @Override
    public Asl met() {
      return AslChoice.rule(new Condition.Is(STATE, "met"), SEEN);
    }

    @Override
    public List<Request> requests() {
      // Asked for as well when it cannot be looked at, as the engine does.
      return asks
          ? List.of(
              new Request(
                  AslChoice.rule(new Condition.Present(STATE), SEEN),
                  functions.act("pursue", named().with("looks.$", "$.count.looks"))))
          : List.of();
    }

    @Override
    public boolean confirms() {
      return true;
    }

    private Asl named() {
      var named = Asl.of("mode", mode).with("step", step);
      return undo.map(index -> named.with("undo", index)).orElse(named);
    }
  }
}
