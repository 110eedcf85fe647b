package dev.lifeboat.scenario;

/// One criterion of a drill, judged.
///
/// @param why what was seen, also when it is met; never empty
public record Criterion(Judgement verdict, String why) {

  public Criterion {
    if (why.isBlank()) {
      throw new IllegalArgumentException("a criterion says what was seen");
    }
  }

  /// Both of two: the worse one, or both sightings.
  public Criterion and(Criterion other) {
    if (verdict == Judgement.MET && other.verdict == Judgement.MET) {
      return met(why + "; " + other.why);
    }
    boolean thisIsWorse = verdict == Judgement.MISSED || other.verdict == Judgement.MET;
    return thisIsWorse ? this : other;
  }

  /// Met or missed.
  public static Criterion of(boolean met, String seen) {
    return new Criterion(met ? Judgement.MET : Judgement.MISSED, seen);
  }

  public static Criterion met(String seen) {
    return new Criterion(Judgement.MET, seen);
  }

  public static Criterion missed(String seen) {
    return new Criterion(Judgement.MISSED, seen);
  }

  public static Criterion unknown(String why) {
    return new Criterion(Judgement.UNKNOWN, why);
  }
}
