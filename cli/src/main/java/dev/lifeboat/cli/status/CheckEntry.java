package dev.lifeboat.cli.status;

import dev.lifeboat.assess.BaselineState;
import dev.lifeboat.plan.InvalidPlanException;
import dev.lifeboat.plan.PlanMistake;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Concern;
import dev.lifeboat.provider.Concern.Weight;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One thing that a check found, as tools of a build show it.
///
/// @param code `LBnnnn`, or its weight where no problem has one
/// @param subject a workload or resource; the path in the plan of a mistake
/// @param at where in the plan; empty for what is no mistake of it
/// @param since how it stands against a baseline; empty without one
public record CheckEntry(
    String code,
    Weight weight,
    String subject,
    String text,
    Optional<Place> at,
    Optional<BaselineState> since) {
  CheckEntry(String code, Weight weight, String subject, String text, Optional<Place> at) {
    this(code, weight, subject, text, at, Optional.empty());
  }

  /// A place in a file.
  ///
  /// @param file the plan's own or one that it includes, named as the plan's was
  /// @param line from 1, as `column`
  public record Place(Path file, int line, int column) {}

  /// Whether the baseline has it, no better.
  boolean isKnown() {
    return since.filter(it -> it == BaselineState.UNCHANGED).isPresent();
  }

  /// The file that it is about.
  Path file(Path plan) {
    return at.map(Place::file).orElse(plan);
  }

  /// Why there is no more to check.
  public static List<CheckEntry> of(ProblemException failed) {
    return failed instanceof InvalidPlanException invalid
        ? invalid.mistakes().stream().map(it -> of(it, failed.problem())).toList()
        : List.of(of(failed.problem()));
  }

  private static CheckEntry of(PlanMistake mistake, Problem problem) {
    return new CheckEntry(
        problem.code().name(),
        Weight.OBSTACLE,
        mistake.path().isEmpty() ? "plan" : mistake.path(),
        mistake.what() + "; " + mistake.fix(),
        Optional.of(new Place(Path.of(mistake.file()), mistake.line(), mistake.column())));
  }

  static CheckEntry of(Problem problem) {
    return new CheckEntry(
        problem.code().name(), Weight.OBSTACLE, "plan", text(problem), Optional.empty());
  }

  /// What was found in the regions.
  static CheckEntry of(Concern concern) {
    return new CheckEntry(
        concern.problem().map(it -> it.code().name()).orElse(concern.weight().word()),
        concern.weight(),
        concern.resource(),
        concern.problem().map(CheckEntry::text).orElse(concern.phrase()),
        Optional.empty());
  }

  CheckEntry withText(String told) {
    return new CheckEntry(code, weight, subject, told, at, since);
  }

  private static String text(Problem problem) {
    return "%s; %s; %s".formatted(problem.happened(), problem.means(), problem.action());
  }
}
