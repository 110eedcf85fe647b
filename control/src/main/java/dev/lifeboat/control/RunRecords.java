package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.files.JsonNodes;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Platform;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The runs below a state folder, read from their own files; needs no lab.
public final class RunRecords {
  /// The record of a tabletop in its run's folder.
  public static final String TABLETOP = "tabletop.json";

  private final Path folder;
  private final RunSummaries summaries = new RunSummaries();

  /// @param state the state folder
  public RunRecords(Path state) {
    this.folder = state.resolve("runs");
  }

  /// Opens and takes up the runs of the regions of `platform`.
  public Runs runs(Platform platform, HostProcess host) {
    return new Runs(
        folder,
        platform.placements(),
        host.clock(),
        host.random(),
        platform.pace(),
        platform.copies());
  }

  /// All runs, newest first; one whose files are damaged is listed as such.
  public List<RunSummary> list() throws ProblemException {
    return list(names()).stream()
        .sorted(Comparator.comparing(RunRecords::began).reversed())
        .toList();
  }

  private static Instant began(RunSummary run) {
    return run.at().orElse(Instant.EPOCH);
  }

  /// Those of these names, in that order.
  public List<RunSummary> list(List<String> names) throws ProblemException {
    var atWork = RunSummaries.atWork(folder);
    return ParallelReads.of(names, it -> summaries.of(folder.resolve(it), atWork));
  }

  /// The names of all runs, newest first; none of them is read.
  public List<String> names() throws ProblemException {
    return folders().stream().map(it -> String.valueOf(it.getFileName())).toList();
  }

  /// The processes of this machine that execute runs of `plan` now, each with the first of its
  /// runs: a drill reserves those of its way home. Also of a run of which nothing tells the plan
  /// yet.
  public List<RunController> executed(String plan) throws ProblemException {
    var atWork = RunSummaries.atWork(folder);
    return atWork.values().stream()
        .filter(it -> summaries.of(folder.resolve(it.run()), atWork).subject().mayBeOf(plan))
        .sorted(Comparator.comparing(RunController::run))
        .collect(
            Collectors.toMap(RunController::pid, it -> it, (first, _) -> first, LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  /// How many of `runs` cannot be read, and why the newest of them; empty when all can.
  static Optional<String> unread(List<RunSummary> runs) {
    var unread = runs.stream().filter(run -> !run.known()).toList();
    return unread.stream()
        .findFirst()
        .map(newest ->
            "%d of %s cannot be read%s: %s"
                .formatted(
                    unread.size(),
                    Count.of(runs.size(), "run"),
                    unread.size() == 1 ? "" : "; the newest",
                    newest.why()));
  }

  /// The journals that can be read, newest first.
  ///
  /// @param unread how many cannot; 'lifeboat runs' tells of them
  record Journals(List<List<Entry>> read, int unread) {
    Journals {
      read = List.copyOf(read);
    }
  }

  /// The journals of all runs that have one.
  Journals journals() throws ProblemException {
    var journals = new ArrayList<List<Entry>>();
    int unread = 0;
    for (var run : folders()) {
      try {
        JournalReader.find(run.resolve("journal.jsonl"))
            .ifPresent(contents -> journals.add(contents.entries()));
      } catch (ProblemException damaged) {
        unread++;
      }
    }
    return new Journals(journals, unread);
  }

  Path folder() {
    return folder;
  }

  Path folder(RunId run) {
    return folder.resolve(run.value());
  }

  /// The files of one run.
  ///
  /// @throws ProblemException LB4004 when there is no such run
  public RunFolder files(String run) throws ProblemException {
    return files(folder.resolve(run), run);
  }

  /// The same, of the run whose folder is named.
  public RunFolder files(Path path) throws ProblemException {
    return files(path, path.toString());
  }

  private RunFolder files(Path path, String run) throws ProblemException {
    if (!folders().contains(path)) {
      throw noRun("no run '%s' below %s".formatted(run, folder), "nothing was done");
    }
    return new RunFolder(new RunId(String.valueOf(path.getFileName())), path);
  }

  /// Says that the state folder is not there; empty where it is.
  public static Optional<String> missing(Path state) {
    if (!Files.exists(state)) {
      return Optional.of("no state folder was found: %s is not there".formatted(state));
    }
    return CheckoutBuild.isAlone(state)
        ? Optional.of("no state folder was found: %s holds a build alone".formatted(state))
        : Optional.empty();
  }

  /// Refuses to tell of runs where nobody knows of any.
  ///
  /// @throws ProblemException LB4004 when the state folder is not there
  public static void requireThere(Path state, String means) throws ProblemException {
    var missing = missing(state);
    if (missing.isPresent()) {
      throw noRun(
          missing.get(), means, "go to the folder that holds it, or name it with --state DIR");
    }
  }

  /// LB4004: there is no such run, or nothing to be done with it.
  public static ProblemException noRun(String happened, String means) {
    return noRun(happened, means, "see 'lifeboat runs'");
  }

  static ProblemException noRun(String happened, String means, String action) {
    return ProblemException.lasting(Code.LB4004, happened, means, action);
  }

  /// The state of a run as its journal tells it; empty when it has no journal.
  public static Optional<RunState> state(Path run) throws ProblemException {
    var file = run.resolve("journal.jsonl");
    var entries =
        JournalReader.find(file).map(JournalReader.Contents::entries).filter(it -> !it.isEmpty());
    return entries.isPresent()
        ? Optional.of(RunState.read(entries.get(), Pace.standard(), file))
        : Optional.empty();
  }

  /// The result that a drill kept in its run's folder.
  ///
  /// @throws ProblemException LB4009 when it cannot be read, or is not what the run left; LB4002
  ///   when its journal is damaged
  public static Optional<JsonNode> drill(Path run) throws ProblemException {
    return DrillRecord.of(run).result();
  }

  /// What was learnt of the runs that were listed.
  RunSummaries summaries() {
    return summaries;
  }

  static Optional<byte[]> bytes(Path file) throws ProblemException {
    try {
      return DurableFile.read(file);
    } catch (IOException unreadable) {
      throw unread(file, unreadable);
    }
  }

  static JsonNode json(Path file, byte[] bytes) throws ProblemException {
    try {
      return JsonNodes.of(bytes);
    } catch (JacksonException damaged) {
      throw unread(file, damaged);
    }
  }

  static ProblemException unread(Path file, Exception cause) {
    return FileFailure.ofRun(
        "read",
        file,
        cause,
        "what became of this run is not known",
        "read it as its owner, or restore the file from a copy");
  }

  /// One run in short, after all of its journal was read: a list believes the two ends of one that
  /// was sealed.
  public RunSummary summary(RunFolder run) throws ProblemException {
    return whole(summaries.of(run.folder(), RunSummaries.atWork(folder)));
  }

  /// `listed` again; told as damaged when its journal is so between its two ends.
  static RunSummary whole(RunSummary listed) {
    try {
      var _ = JournalReader.find(listed.folder().resolve("journal.jsonl"));
      return listed;
    } catch (ProblemException damaged) {
      return RunSummary.unread(listed.folder(), Optional.of(listed), damaged.problem());
    }
  }

  /// Those of all runs, newest first.
  List<Path> folders() throws ProblemException {
    try {
      return RunFolder.all(folder).reversed();
    } catch (IOException unreadable) {
      throw FileFailure.of(
          "read",
          folder,
          unreadable,
          "no run can be shown; nothing was changed",
          "make it a folder that you may read, or name another one with --state");
    }
  }
}
