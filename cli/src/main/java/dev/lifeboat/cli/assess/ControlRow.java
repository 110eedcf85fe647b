package dev.lifeboat.cli.assess;

import dev.lifeboat.assess.ControlEvidence;
import dev.lifeboat.problem.Code;
import java.util.List;

/// A named control as documents have it.
///
/// @param state `evidence`, `gaps` or `unknown`
/// @param gaps codes of findings that speak against it
/// @param runs drills that are evidence for it
record ControlRow(
    String source, String id, String title, String state, List<String> gaps, List<String> runs) {
  static ControlRow of(ControlEvidence it) {
    return new ControlRow(
        it.control().source(),
        it.control().id(),
        it.control().title(),
        it.state().word(),
        it.gaps().stream().map(Code::name).toList(),
        it.runs());
  }

  /// What speaks against it or for it, in one cell of a table.
  String told() {
    var told = gaps.isEmpty() ? runs : gaps;
    return told.isEmpty() ? state : state + ": " + String.join(", ", told);
  }
}
