package dev.lifeboat.plan;

import java.util.ArrayList;
import java.util.List;

/// One case of `mistakes.txt`: an edit of the storefront plan, and what is told of it.
///
/// @param told `line:column: what; fix`, in the order of the file
record MistakeCase(String title, String replace, String by, List<String> told) {

  static List<MistakeCase> all() {
    var cases = new ArrayList<MistakeCase>();
    for (var block : Samples.text("mistakes.txt").split("\n\n")) {
      var lines = block.strip().lines().toList();
      cases.add(
          new MistakeCase(
              lines.get(0).substring(2),
              unescaped(lines.get(1).substring(2)),
              unescaped(lines.get(2).substring(2)),
              lines.stream().skip(3).map(line -> line.substring(2)).toList()));
    }
    return cases;
  }

  private static String unescaped(String text) {
    return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
  }

  String yaml() {
    var before = Samples.storefront();
    var after = before.replace(replace, by);
    if (after.equals(before)) {
      throw new AssertionError("the storefront plan does not hold: " + replace);
    }
    return after;
  }

  @Override
  public String toString() {
    return title;
  }
}
