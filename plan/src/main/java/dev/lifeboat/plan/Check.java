package dev.lifeboat.plan;

/// A request through the front door, and the status that it must have.
///
/// @param http the path of a GET
public record Check(String http, int expect) {

  /// HTTP status.
  static final PlanKey<Integer> EXPECT = PlanKey.whole("expect", 100, 599).or(200);

  public Check {
    UrlPaths.require(http);
    EXPECT.require(expect);
  }
}
