package dev.lifeboat.scenario;

/// What must hold for a drill to pass, each part judged by itself.
///
/// @param recovery whether it recovered in the way that the scenario demands
/// @param rto measured from the canary's log against the objective
/// @param rpo as `rto`
/// @param function the plan's checks through the front door, once recovered
/// @param integrity whether both regions hold the same writes after the return
/// @param performance of writes in recovery mode against before
public record Criteria(
    Course recovery,
    Criterion rto,
    Criterion rpo,
    Criterion function,
    Criterion integrity,
    Performance performance) {

  /// The way a drill took.
  ///
  /// @param kind that the scenario demands
  /// @param verdict whether it was that
  public record Course(ScenarioCourse kind, Judgement verdict, String why) {
    public Course {
      if (why.isBlank()) {
        throw new IllegalArgumentException("a criterion says what was seen");
      }
    }

    /// The course of `kind`, judged.
    public static Course of(ScenarioCourse kind, Criterion seen) {
      return new Course(kind, seen.verdict(), seen.why());
    }
  }
}
