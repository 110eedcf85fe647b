package dev.lifeboat.rules;

import java.util.OptionalLong;

/// Place where a folder is not what it should be, and how.
///
/// @param file the name in the folder
/// @param line from 1; empty when it is about the whole file
/// @param column in bytes, from 1; empty when it is about the whole line
/// @param why such as `is not what was sealed`
public record Finding(String file, OptionalLong line, OptionalLong column, String why) {

  /// About the whole file.
  public static Finding of(String file, String why) {
    return new Finding(file, OptionalLong.empty(), OptionalLong.empty(), why);
  }

  /// About the whole line, counted from 1.
  public static Finding at(String file, long line, String why) {
    return new Finding(file, OptionalLong.of(line), OptionalLong.empty(), why);
  }

  /// Such as `canary.jsonl:17:23`. A column alone is named: after the file's name stands a line.
  public String place() {
    var place = new StringBuilder(file);
    line.ifPresent(at -> place.append(':').append(at));
    column.ifPresent(at -> place.append(line.isEmpty() ? ", column " : ":").append(at));
    return place.toString();
  }
}
