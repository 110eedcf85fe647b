package dev.lifeboat.aws.iam;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lifeboat.plan.Copies;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Rights that a role needs for a plan and no more, as IAM writes them: "IAM JSON policy elements
/// reference" of the IAM user guide.
///
/// @param version of the language
/// @param statements in no order that means anything
public record IamPolicy(
    @JsonProperty("Version") String version,
    @JsonProperty("Statement") List<Statement> statements) {
  private static final String LANGUAGE = "2012-10-17";

  public IamPolicy {
    statements = List.copyOf(statements);
  }

  /// What a role is for.
  public enum Use {
    /// `check`, `status` and `--dry-run`: looks, and changes nothing.
    CHECK,
    /// `adopt`, `failover`, `switchover`, `failback` and `resume`.
    EXECUTE,
    /// `watch`, which may fail over by itself.
    WATCH,
    /// `drill`, which breaks, fails over and comes home.
    DRILL,
    /// `guard`.
    GUARD,
    /// `residue`, with `--delete`.
    RESIDUE,
    /// The failover function.
    FAILOVER,
    /// The recovery function.
    RECOVER,
    /// The parameter function.
    PARAMETERS,
    /// The snapshot function.
    SNAPSHOT;

    /// The word that is typed for it.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Some actions on some resources.
  ///
  /// @param conditions under which alone, by their operator
  public record Statement(
      @JsonProperty("Sid") String sid,
      @JsonProperty("Effect") String effect,
      @JsonProperty("Action") List<String> actions,
      @JsonProperty("Resource") List<String> resources,
      @JsonProperty("Condition") @JsonInclude(JsonInclude.Include.NON_EMPTY)
          Map<String, Map<String, List<String>>> conditions) {
    public Statement {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
      conditions = Copies.ordered(conditions);
    }

    /// Whatever the circumstances.
    public Statement(String sid, String effect, List<String> actions, List<String> resources) {
      this(sid, effect, actions, resources, Map.of());
    }

    Statement named(String name) {
      return new Statement(name, effect, actions, resources, conditions);
    }

    Statement on(List<String> others) {
      return new Statement(sid, effect, actions, others, conditions);
    }

    Statement doing(List<String> others) {
      return new Statement(sid, effect, others, resources, conditions);
    }

    static Statement allow(String sid, Collection<String> resources, String... actions) {
      return new Statement(sid, "Allow", List.of(actions), List.copyOf(resources));
    }
  }

  /// Of these statements, each thing named as seldom as may be.
  public static IamPolicy of(List<Statement> statements) {
    return new IamPolicy(LANGUAGE, StatementMerge.of(statements));
  }

  /// The same with other statements.
  IamPolicy with(List<Statement> others) {
    return new IamPolicy(version, others);
  }

  /// The policy of one plan.
  ///
  /// @param account its twelve digits, or `*` where they are not to be named
  /// @throws ProblemException LB2008 when the plan does not say where something is
  public static IamPolicy of(Plan plan, Use use, String account) throws ProblemException {
    var function = new FunctionPolicy(plan, new Arns(account));
    return switch (use) {
      case FAILOVER -> of(function.failover());
      case PARAMETERS -> of(function.parameters());
      case SNAPSHOT -> of(function.snapshot());
      case RECOVER ->
          joined(
              PlanPolicy.of(plan, use, new Arns(account)),
              function.machines("states:ListExecutions", "states:StartExecution"));
      case CHECK, EXECUTE, WATCH, DRILL -> of(PlanPolicy.of(plan, use, new Arns(account)));
      case RESIDUE -> of(new ResiduePolicy(plan, new Arns(account)).statements());
      case GUARD -> ofGuard(plan, plan.workloads().keySet(), Optional.empty(), account);
    };
  }

  /// The same with the log of the function, by its name in docs/functions.md, that has this use.
  public static IamPolicy withLog(Plan plan, Use use, String account) throws ProblemException {
    var policy = of(plan, use, account);
    return new FunctionPolicy(plan, new Arns(account))
        .log(use)
        .map(it -> joined(policy.statements(), it))
        .orElse(policy);
  }

  /// The policy of guards of a plan.
  ///
  /// @param workloads that they guard
  /// @param region in which they stand; empty for both
  public static IamPolicy ofGuard(
      Plan plan, Collection<String> workloads, Optional<String> region, String account) {
    return of(new GuardPolicy(plan, new Arns(account)).of(workloads, region));
  }

  private static IamPolicy joined(List<Statement> statements, Statement one) {
    var all = new ArrayList<>(statements);
    all.add(one);
    return of(all);
  }
}
