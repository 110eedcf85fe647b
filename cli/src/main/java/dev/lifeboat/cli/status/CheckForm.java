package dev.lifeboat.cli.status;

import java.nio.file.Path;
import java.util.List;

/// Forms in which a check is written down.
enum CheckForm {
  text,
  json,
  sarif,
  junit;

  /// Whether it is for a tool of a build, which gets a document however the check ends.
  boolean ofBuild() {
    return this == sarif || this == junit;
  }

  /// The document.
  ///
  /// @param plan the file, as it was named
  /// @param sound what was checked and is well
  String of(Path plan, List<String> sound, List<CheckEntry> found) {
    return switch (this) {
      case sarif -> SarifLog.of(plan, found);
      case junit -> JunitReport.of("lifeboat check", plan, sound, found);
      case text, json -> throw new IllegalStateException(this + " is no form for a build");
    };
  }
}
