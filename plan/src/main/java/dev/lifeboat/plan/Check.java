package dev.lifeboat.plan;

/// A request through the front door, and the status that it must have.
///
/// @param http the path of a GET
/// @param expect the HTTP status, 100 to 599
public record Check(String http, int expect) {

  static final KeyType.Whole EXPECT = new KeyType.Whole(100, 599);

  public Check {
    UrlPaths.require(http);
    EXPECT.require("expect", expect);
  }
}
