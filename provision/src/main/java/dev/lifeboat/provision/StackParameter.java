package dev.lifeboat.provision;

import java.util.Optional;

/// What a stack must be told when it is deployed, since no plan says it. Without a value that fits
/// the pattern a deployment is refused.
///
/// @param name letters alone
/// @param means in a sentence
/// @param source where the value is found: a command, or words
/// @param pattern of the value, or of each of a list
/// @param list whether it is several
/// @param byDefault the value that a deployment begins with
record StackParameter(
    String name,
    String means,
    String source,
    String pattern,
    boolean list,
    Optional<String> byDefault) {
  static StackParameter one(String name, String means, String source, String pattern) {
    return new StackParameter(name, means, source, pattern, false, Optional.empty());
  }

  static StackParameter several(String name, String means, String source, String pattern) {
    return new StackParameter(name, means, source, pattern, true, Optional.empty());
  }

  /// Stands for its value in a text of a [CloudResource].
  String reference() {
    return "${" + name + "}";
  }
}
