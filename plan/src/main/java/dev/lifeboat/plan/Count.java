package dev.lifeboat.plan;

/// A number of things in words: `1 row`, `2 rows`.
public final class Count {
  private Count() {}

  public static String of(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
