package dev.lifeboat.report;

import dev.lifeboat.journal.JournalReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What this page was made from, so that somebody who does not trust it can make it again.
///
/// @param broken why the journal's chain does not hold; null when it does
/// @param chain the journal's; null when it does not hold
record EvidenceSection(
    String folder, List<EvidenceFile> files, @Nullable String broken, @Nullable Chain chain) {
  /// @param torn what a crash left of a last line; null when nothing
  record Chain(String entries, String hash, @Nullable String torn) {}

  static EvidenceSection of(Contents contents) {
    return new EvidenceSection(
        contents.folder().folder().toString(),
        contents.files(),
        contents.journal().why().orElse(null),
        contents.journal().value().map(EvidenceSection::chain).orElse(null));
  }

  private static Chain chain(JournalReader.Contents journal) {
    long torn = journal.tornBytes();
    return new Chain(
        TimeText.count(journal.entries().size()),
        journal.lastHash(),
        torn > 0 ? TimeText.count(torn, "byte") : null);
  }
}
