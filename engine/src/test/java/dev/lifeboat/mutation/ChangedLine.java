package dev.lifeboat.mutation;

/// One changed line of a class of the product.
///
/// @param type the class below `dev/lifeboat`, such as `lease/Voter`
/// @param line as its source has it, or a part of it
/// @param changed what stands there instead
public record ChangedLine(String type, String line, String changed) {

  /// The same class as it stands.
  ChangedLine unchanged() {
    return new ChangedLine(type, line, line);
  }

  /// The source with the line changed.
  ///
  /// @throws IllegalStateException when the line is not there, or more than once
  String in(String source) {
    int at = source.indexOf(line);
    if (at < 0 || source.indexOf(line, at + 1) >= 0) {
      throw new IllegalStateException(type + " has not exactly one line with: " + line);
    }
    return source.replace(line, changed);
  }
}
