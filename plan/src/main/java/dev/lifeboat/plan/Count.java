package dev.lifeboat.plan;

/// A number of things in words: `1 row`, `2 rows`, `2 processes`, `2 copies`.
public final class Count {
  private Count() {}

  public static String of(long number, String thing) {
    return number + " " + (number == 1 ? thing : several(thing));
  }

  private static String several(String thing) {
    if (thing.matches(".*[^aeiou]y")) {
      return thing.substring(0, thing.length() - 1) + "ies";
    }
    return thing + (thing.endsWith("s") ? "es" : "s");
  }
}
