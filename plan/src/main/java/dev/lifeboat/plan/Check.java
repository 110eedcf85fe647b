package dev.lifeboat.plan;

/// A request through the front door, and the status that it must have.
///
/// @param http the path of a GET
/// @param expect the HTTP status, 100 to 599
public record Check(String http, int expect) {

  public Check {
    UrlPaths.require(http);
    if (expect < 100 || expect > 599) {
      throw new IllegalArgumentException("expect must be 100 to 599, was " + expect);
    }
  }
}
