package dev.lifeboat.cli.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.cli.terminal.ExitCode;
import dev.lifeboat.evidence.ChainGap;
import dev.lifeboat.plan.Count;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What several folders are together, as data; schema/evidence-set.schema.json says what each field
/// may be.
///
/// @param whole whether no sealed run is missing between them, and none is another than was named
/// @param why null when the exit code is 0
@JsonInclude(JsonInclude.Include.ALWAYS)
record EvidenceSetDocument(
    String schema,
    List<EvidenceDocument> folders,
    List<Gap> gaps,
    boolean whole,
    @Nullable String why,
    int exitCode) {

  /// What one run's opening shows of another that should be here.
  ///
  /// @param kind such as `missing`
  /// @param run whose opening says so
  record Gap(String kind, String run, String why) {
    static Gap of(ChainGap gap) {
      return new Gap(gap.kind().word(), gap.by().value(), gap.why());
    }
  }

  static EvidenceSetDocument of(List<EvidenceDocument> folders, List<ChainGap> gaps) {
    boolean whole = gaps.stream().noneMatch(gap -> gap.kind().breaks());
    var doubted = folders.stream().filter(it -> !it.verified()).toList();
    boolean broken = !whole || doubted.stream().anyMatch(it -> it.exitCode() == ExitCode.FAILED);
    return new EvidenceSetDocument(
        "lifeboat.evidence-set/v1",
        folders,
        gaps.stream().map(Gap::of).toList(),
        whole,
        whole
            ? doubted.stream().map(it -> it.folder() + ": " + it.why()).findFirst().orElse(null)
            : "a sealed run was left out or replaced",
        broken
            ? ExitCode.FAILED
            : doubted.stream().mapToInt(EvidenceDocument::exitCode).max().orElse(0));
  }

  /// What is missing between the folders.
  List<String> lines() {
    var lines = new ArrayList<String>();
    var verdict = whole ? "nothing sealed is missing" : "broken";
    lines.add("%s  %s".formatted(verdict, Count.of(folders.size(), "folder")));
    gaps.forEach(gap -> lines.add("  %-9s run %s: %s".formatted(gap.kind(), gap.run(), gap.why())));
    if (!whole) {
      lines.add("  means   a sealed run was left out or replaced: what is here is not the story");
      lines.add("  do      ask for the folders of the runs that are named");
    }
    return lines;
  }
}
