package dev.lifeboat.cli.init;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.provision.existing.DraftGap;
import dev.lifeboat.provision.existing.ImportedPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plan of what exists, and what it lacks.
///
/// @param file that was written; null where the text is on standard output
/// @param values how many were read
/// @param text the plan
record ImportDocument(
    String schema,
    String plan,
    String source,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String file,
    int values,
    List<Missing> missing,
    List<NotTaken> notTaken,
    String text) {

  /// A line that a person writes.
  ///
  /// @param required whether a stand-in holds its place
  record Missing(String path, int line, String add, String why, boolean required) {
    private static Missing of(DraftGap gap) {
      return new Missing(gap.path(), gap.line(), gap.add(), gap.why(), gap.required());
    }
  }

  /// What was read and is no part of the plan.
  record NotTaken(String key, String why) {}

  static ImportDocument of(String name, ImportedPlan plan, @Nullable String file) {
    return new ImportDocument(
        "lifeboat.import/v1",
        name,
        plan.source(),
        file,
        plan.facts(),
        plan.gaps().stream().map(Missing::of).toList(),
        plan.unused().stream().map(it -> new NotTaken(it.key(), it.why())).toList(),
        plan.text());
  }

  /// @param typed the file as it can be typed
  List<String> lines(ImportedPlan made, String typed) {
    var lines = new ArrayList<String>();
    lines.add("wrote   " + file);
    lines.addAll(made.lines());
    lines.add("next    lifeboat check %s --plan-only".formatted(typed));
    return lines;
  }
}
