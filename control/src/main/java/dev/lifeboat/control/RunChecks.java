package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.plan.Count;
import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.DoctorFinding;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether the runs that are kept can be read, from the first line to the last.
record RunChecks(RunRecords records) {
  private static final String WHAT = "runs";

  /// What is read to tell of a run.
  private static final List<String> READ =
      List.of(
          "dropped-claim.json",
          "drill.jsonl",
          "journal.jsonl",
          "plan.yaml",
          "result.json",
          RunRecords.TABLETOP);

  DoctorCheck check() {
    return new DoctorCheck(WHAT, this::look);
  }

  private List<DoctorFinding> look() throws IOException {
    List<RunSummary> runs;
    try {
      runs = records.list();
    } catch (ProblemException unreadable) {
      throw new IOException(unreadable.problem().happened(), unreadable);
    }
    if (runs.isEmpty() && Files.notExists(DurableFile.folderOf(records.folder()))) {
      return List.of(); // Of a state folder that is not there nothing is well.
    }
    var findings = new ArrayList<DoctorFinding>();
    unreadable(runs).ifPresent(findings::add);
    for (var run : runs) {
      var damage = run.known() || closed(run).isPresent() ? damage(run) : Optional.of(run.why());
      if (damage.isPresent()) {
        findings.add(
            DoctorFinding.trouble(
                WHAT,
                "run %s cannot be read: %s".formatted(run.run(), damage.get()),
                "keep %s as it is and restore its files from a copy".formatted(run.folder())));
      }
    }
    if (findings.isEmpty()) {
      var open = runs.stream().filter(RunSummary::open).map(RunSummary::run).toList();
      var words = open.isEmpty() ? "none open" : "open: " + String.join(", ", open);
      findings.add(
          DoctorFinding.well(WHAT, "%d kept, %s%s".formatted(runs.size(), words, others())));
    }
    return findings;
  }

  /// Folders that were passed over: somebody may look for a run there.
  private String others() throws IOException {
    var others =
        RunFolder.others(records.folder()).stream()
            .map(it -> ShellWord.of(String.valueOf(it.getFileName())))
            .toList();
    return others.isEmpty()
        ? ""
        : "; %s there by no run's name: %s"
            .formatted(Count.of(others.size(), "folder"), String.join(", ", others));
  }

  /// The first file of it that this user may not read, with the reason.
  private static Optional<String> closed(RunSummary run) {
    return Stream.concat(Stream.of(run.folder()), READ.stream().map(run.folder()::resolve))
        .filter(file -> Files.exists(file) && !Files.isReadable(file))
        .findFirst()
        .map(file -> file + ": permission denied");
  }

  /// What this user may not read is unknown, and told once.
  private static Optional<DoctorFinding> unreadable(List<RunSummary> runs) {
    var closed = runs.stream().filter(run -> closed(run).isPresent()).toList();
    return closed.stream()
        .findFirst()
        .map(first ->
            DoctorFinding.unknown(
                WHAT,
                "%s cannot be read, such as %s: %s"
                    .formatted(
                        Count.of(closed.size(), "run"), first.run(), closed(first).orElseThrow()),
                "look as the owner of " + first.folder()));
  }

  /// A list believes the ends of a sealed run; whoever asks here doubts. It is empty for a journal
  /// that this user may not read.
  private static Optional<String> damage(RunSummary run) {
    var journal = run.folder().resolve("journal.jsonl");
    if (!Files.isReadable(journal)) {
      return Optional.empty();
    }
    try {
      var _ = JournalReader.read(journal);
      return Optional.empty();
    } catch (ProblemException damaged) {
      return Optional.of(damaged.problem().happened());
    }
  }
}
