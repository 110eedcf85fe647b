package dev.lifeboat.drill;

import java.util.List;

/// Next step of a person whose drill left something behind.
///
/// @param left one line a difference
record ResidueRemedy(List<String> left) {
  ResidueRemedy {
    left = List.copyOf(left);
  }

  /// Such as `remove it by hand, or bring the regions down and up anew`.
  String text() {
    if (left.stream().allMatch(ResidueRemedy::isWritten)) {
      return "the drill's own clients wrote them, under these names: delete rows as 'remove' of"
          + " the plan's canary says, objects by 'prefix'";
    }
    return "remove it by hand, or bring the regions down and up anew";
  }

  private static boolean isWritten(String line) {
    return line.startsWith("rows ") || line.startsWith("objects ");
  }
}
