package dev.lifeboat.assess;

import dev.lifeboat.plan.Canary;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.Code;
import java.util.Optional;
import java.util.stream.Stream;

/// In what a whole plan falls short, whatever its workloads are.
enum PlanRule {
  ONE_MACHINE(Code.LB8006) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      var plan = assessed.plan();
      return gap(
          assessed.failAsOne(),
          plan,
          "one machine holds both '%s' and '%s'"
              .formatted(plan.primary().name(), plan.recovery().name()),
          "name a provider whose regions fail apart, once this is more than a rehearsal");
    }
  },
  BESIDE_USERS(Code.LB8013) {
    @Override
    Optional<Gap> look(AssessedPlan assessed) {
      var plan = assessed.plan();
      return gap(
          plan.canary().basis() == Canary.Basis.DATABASE,
          plan,
          "drills write beside the front door, so none measures what users see",
          "name a write of users in canary.write");
    }
  };

  private final Code code;

  PlanRule(Code code) {
    this.code = code;
  }

  Code code() {
    return code;
  }

  abstract Optional<Gap> look(AssessedPlan assessed);

  static Stream<Gap> gaps(AssessedPlan assessed) {
    return Stream.of(values()).flatMap(rule -> rule.look(assessed).stream());
  }

  Optional<Gap> gap(boolean lacks, Plan plan, String message, String fix) {
    return lacks
        ? Optional.of(new Gap(code, Severity.LOW, plan.name(), message, fix))
        : Optional.empty();
  }
}
