package dev.lifeboat.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lifeboat.evidence.ChainGap;
import java.util.List;
import java.util.Locale;
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
  private static final String SCHEMA = "lifeboat.evidence-set/v1";

  /// What one run's opening shows of another that should be here.
  ///
  /// @param kind such as `missing`
  /// @param run whose opening says so
  record Gap(String kind, String run, String why) {
    static Gap of(ChainGap gap) {
      var kind = gap.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
      return new Gap(kind, gap.by().value(), gap.why());
    }
  }

  static EvidenceSetDocument of(List<EvidenceDocument> folders, List<ChainGap> gaps) {
    boolean whole = gaps.stream().noneMatch(gap -> gap.kind().breaks());
    var doubted = folders.stream().filter(it -> !it.verified()).toList();
    int exitCode =
        whole && doubted.stream().noneMatch(it -> it.exitCode() == Failures.FAILED)
            ? doubted.stream().mapToInt(EvidenceDocument::exitCode).max().orElse(0)
            : Failures.FAILED;
    var why =
        !whole
            ? "a sealed run was left out or replaced"
            : doubted.stream().map(it -> it.folder() + ": " + it.why()).findFirst().orElse(null);
    return new EvidenceSetDocument(
        SCHEMA, folders, gaps.stream().map(Gap::of).toList(), whole, why, exitCode);
  }
}
