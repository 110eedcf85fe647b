package dev.lifeboat.runbook;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.lifeboat.plan.Check;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// One node of a runbook: reach a goal, ask a person, tell people, or verify.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
public sealed interface Step {
  StepId id();

  /// The steps that must be met before this one begins.
  List<StepId> after();

  /// How long the step may take once begun; above zero. An `Ask` that runs out waits on.
  Duration deadline();

  /// Such as `orders promoted in west`.
  default String phrase() {
    return switch (this) {
      case Reach reach -> reach.goal().phrase();
      case Ask ask -> ask.question();
      case Tell tell -> tell.message();
      case Verify(_, var check, _, _) -> "%s answers %d".formatted(check.http(), check.expect());
    };
  }

  /// A desired state that a provider's reconciler brings about.
  ///
  /// @param undo the goals that take this step back, in the order to reach them; empty when there
  ///   is nothing to take back
  @JsonTypeName("Reach")
  record Reach(StepId id, Goal goal, List<StepId> after, Duration deadline, List<Goal> undo)
      implements Step {
    public Reach {
      after = List.copyOf(after);
      undo = List.copyOf(undo);
      requirePositive(deadline);
    }

    /// By name alone: the engine keeps steps in maps, and looks them up at every turn.
    @Override
    public int hashCode() {
      return id.hashCode();
    }
  }

  /// A question that a named person must answer with yes before the run goes on.
  @JsonTypeName("Ask")
  record Ask(StepId id, String question, List<StepId> after, Duration deadline) implements Step {
    public Ask {
      after = List.copyOf(after);
      requirePositive(deadline);
    }
  }

  /// A message to people; met once handed over.
  @JsonTypeName("Tell")
  record Tell(StepId id, String message, List<StepId> after, Duration deadline) implements Step {
    public Tell {
      after = List.copyOf(after);
      requirePositive(deadline);
    }
  }

  /// A check of the recovered workload, through the address that clients use.
  @JsonTypeName("Verify")
  record Verify(StepId id, Check check, List<StepId> after, Duration deadline) implements Step {
    public Verify {
      after = List.copyOf(after);
      requirePositive(deadline);
    }
  }

  /// Those of `steps` that reach a goal, in their order.
  static Stream<Reach> reaching(Collection<Step> steps) {
    return steps.stream().filter(Reach.class::isInstance).map(Reach.class::cast);
  }

  private static void requirePositive(Duration deadline) {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("deadline must be above zero, was " + deadline);
    }
  }
}
