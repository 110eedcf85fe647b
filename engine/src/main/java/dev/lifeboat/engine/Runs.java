package dev.lifeboat.engine;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.Journal;
import dev.lifeboat.journal.JournalCopies;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The runs kept below one folder: opens new ones, takes up old ones, lists them all.
///
/// Opening claims the workload's placement, so a workload has at most one open run, whatever
/// started it.
///
/// @param copies of journals, which another controller can go on with
public record Runs(
    Path folder,
    Placements placements,
    InstantSource clock,
    RandomGenerator random,
    Pace pace,
    JournalCopies copies) {

  /// Runs whose journals are files and nothing else.
  public Runs(
      Path folder, Placements placements, InstantSource clock, RandomGenerator random, Pace pace) {
    this(folder, placements, clock, random, pace, JournalCopies.none());
  }

  /// A run that a [Runner] can execute. The caller closes the journal.
  ///
  /// @param tornBytes what a crash had left of a last line and was cut off; zero mostly
  public record OpenRun(RunFolder files, Journal journal, RunState state, long tornBytes) {}

  /// Who wants a run, and why.
  ///
  /// @param run reserved before
  /// @param plan the plan file's bytes, kept with the run
  @SuppressWarnings("ArrayRecordComponent") // Never compared; its hash stands beside it.
  public record Request(
      RunId run, byte[] plan, String planSha256, Runbook runbook, String by, String reason) {}

  /// A new run's name and its folder, which exists from now on; nothing is claimed yet.
  public RunFolder reserve() throws ProblemException {
    var files = files(RunId.create(clock.instant(), random));
    try {
      DurableFile.createFolders(files.folder());
    } catch (IOException unwritable) {
      throw failure("write", files.folder(), unwritable);
    }
    return files;
  }

  /// Opens a reserved run: its first event is durable, then the placement is claimed for it.
  ///
  /// @throws ProblemException LB3003 when another run is open on the workload or its writer is not
  ///   where the runbook begins; then nothing was changed
  public OpenRun open(Request request) throws ProblemException {
    var runbook = request.runbook();
    var placed = requireFree(runbook);
    var began = clock.instant();
    var files = files(request.run());
    var journal = copies.of(files.run(), JournalReader.NOTHING, create(files, request.plan()));
    var opened =
        new Event.RunOpened(
            files.run(),
            request.planSha256(),
            runbook,
            placed.nextEpoch(),
            request.by(),
            request.reason(),
            placed.epoch(),
            lineage().before(placed));
    var entries = begin(files, journal, opened, began);
    try {
      claims().claim(placed, files.run());
    } catch (ProblemException failed) {
      if (!isClaimed(files.run(), runbook.workload(), journal, failed)) {
        journal.append(
            1,
            List.of(new Event.RunEnded(Event.Outcome.DECLINED, failed.problem().happened())),
            clock.instant());
        journal.close();
        throw failed;
      }
    }
    return new OpenRun(files, journal, RunState.of(entries, pace), 0);
  }

  /// Refuses a runbook that could not be opened now.
  ///
  /// @throws ProblemException LB3003 as [#open]
  public Placement requireFree(Runbook runbook) throws ProblemException {
    freeIfOver(runbook.workload());
    return claims().free(runbook);
  }

  /// Whether a claim that failed was taken all the same, and only the answer was lost.
  ///
  /// @throws ProblemException `failed`, when nobody can tell: the run stays open, to be taken up
  private boolean isClaimed(RunId run, String workload, Journal journal, ProblemException failed)
      throws ProblemException {
    try {
      return holds(run, workload);
    } catch (ProblemException unread) {
      journal.close();
      failed.addSuppressed(unread);
      throw failed;
    }
  }

  /// Takes up a run that is not over.
  ///
  /// @throws ProblemException LB4004 when there is no such run, it is over or a person dropped its
  ///   claim; LB4002 when its journal is damaged; LB3003 when the placement is not claimed for it
  public OpenRun resume(RunId run, String by) throws ProblemException {
    return resume(run, by, List.of());
  }

  /// Takes up a run with the word of a person on fences that cannot be proven or on a loss; see
  /// [FenceOverride#of] and [LossAcceptance#of].
  ///
  /// @throws ProblemException as [#resume(RunId, String)]
  public OpenRun resume(RunId run, String by, List<? extends Event> words) throws ProblemException {
    var files = RunFolder.of(folder, run);
    requireNotDropped(files);
    catchUp(files);
    var contents = begun(run);
    var state = RunState.read(contents.entries(), pace, files.journal());
    if (state.phase() instanceof RunState.Phase.Ended(var outcome, _)) {
      release(state);
      throw RunClaims.over(run, "it is over: " + outcome.word());
    }
    claimAgain(state, contents);
    var events = new ArrayList<Event>(List.of(new Event.Resumed(by)));
    events.addAll(words);
    var at = clock.instant();
    // Before they are durable: what cannot follow must not get into the journal.
    events.forEach(event -> state.apply(event, at));
    var journal = copies.of(run, contents, FileJournal.resume(files.journal(), contents));
    journal.append(journal.nextSequence(), events, at);
    return new OpenRun(files, journal, state, contents.tornBytes());
  }

  /// A run whose claim was never seen to be taken did nothing. If it cannot be had any more, it
  /// ends.
  private void claimAgain(RunState state, JournalReader.Contents contents) throws ProblemException {
    try {
      claims().claimAgain(state);
    } catch (ProblemException lost) {
      if (lost.problem().retry() == Problem.Retry.NEVER && contents.entries().size() == 1) {
        end(state.run(), contents, lost.problem().happened());
      }
      throw lost;
    }
  }

  private void end(RunId run, JournalReader.Contents contents, String why) throws ProblemException {
    try (var journal =
        copies.of(run, contents, FileJournal.resume(files(run).journal(), contents))) {
      var ended = new Event.RunEnded(Event.Outcome.DECLINED, why);
      journal.append(journal.nextSequence(), List.of(ended), clock.instant());
    }
  }

  /// A person's word that is on disk took the claim only if the placement says so too: a crash, or
  /// another change of the placement, may have come between the two.
  private void requireNotDropped(RunFolder files) throws ProblemException {
    var dropped = DroppedClaim.find(files.folder());
    if (dropped.isPresent() && !holds(files.run(), dropped.get().workload())) {
      var word = dropped.get().word();
      throw RunClaims.over(
          files.run(), "%s dropped its claim: %s".formatted(word.by(), word.reason()));
    }
  }

  private boolean holds(RunId run, String workload) throws ProblemException {
    return placements.read(workload).filter(placed -> placed.isOpenFor(run)).isPresent();
  }

  /// Brings the file up to its copy, which a controller that died may have written alone. A copy
  /// that does not begin as the file does is another run's, or damaged.
  private void catchUp(RunFolder files) throws ProblemException {
    var lines = copies.lines(files.run());
    if (lines.length == 0) {
      return;
    }
    var known = JournalReader.read(files.journal());
    if (lines.length <= known.soundBytes()) {
      return;
    }
    try {
      var bytes = Files.readAllBytes(files.journal());
      int sound = Math.toIntExact(known.soundBytes());
      if (Arrays.mismatch(bytes, 0, sound, lines, 0, sound) >= 0) {
        throw ProblemException.lasting(
            Code.LB4002,
            "the journal %s and its copy tell two stories".formatted(files.journal()),
            "the journal is the truth about this run, and it cannot be trusted; nothing was"
                + " changed",
            "keep both as they are; the copy is the one that refuses a second controller");
      }
      DurableFile.write(files.journal(), lines);
    } catch (IOException unwritable) {
      throw failure("write", files.journal(), unwritable);
    }
  }

  /// Executes an open run until it ended or stopped, closes its journal, and releases its claim
  /// once it is over.
  ///
  /// @param begun handed the runner before it begins
  /// @param listener told of each entry once it is durable
  public void execute(OpenRun open, World world, Consumer<Runner> begun, Consumer<Entry> listener)
      throws InterruptedException, ProblemException {
    try (var journal = open.journal()) {
      var state = open.state();
      var runner = new Runner(clock, journal, state, world.ofRun(state, clock), listener);
      begun.accept(runner);
      runner.run();
    }
    if (open.state().isOver()) {
      release(open.state());
    }
  }

  /// Gives the placement of a run that is over free again. Safe to repeat.
  public void release(RunState state) throws ProblemException {
    claims().release(state);
  }

  /// The state of a run as its journal tells it now; also while a controller executes it.
  ///
  /// @throws ProblemException LB4004 when there is none, or a crash left nothing of its first event
  public RunState read(RunId run) throws ProblemException {
    return RunState.read(begun(run).entries(), pace, files(run).journal());
  }

  private RunClaims claims() {
    return new RunClaims(placements);
  }

  private JournalReader.Contents begun(RunId run) throws ProblemException {
    var contents = JournalReader.read(files(run).journal());
    if (contents.entries().isEmpty()) {
      throw RunClaims.over(run, "it never began");
    }
    return contents;
  }

  /// The chain that sealed runs stand in.
  public Lineage lineage() {
    return new Lineage(placements);
  }

  public RunFolder files(RunId run) {
    return RunFolder.of(folder, run);
  }

  /// All runs, newest first.
  public List<RunId> list() throws ProblemException {
    try {
      var runs = new ArrayList<RunId>();
      for (var path : RunFolder.all(folder)) {
        if (DurableFile.isThere(path.resolve("journal.jsonl"))) {
          runs.addFirst(new RunId(String.valueOf(path.getFileName())));
        }
      }
      return List.copyOf(runs);
    } catch (IOException unreadable) {
      throw failure("read", folder, unreadable);
    }
  }

  /// Drops the claim of a run that is over: a controller may have died between its last event and
  /// the release. Nobody else would, and whoever waits for the run would wait for ever.
  public void freeIfOver(String workload) throws ProblemException {
    var open = placements.read(workload).flatMap(Placement::openRun);
    if (open.isPresent() && JournalReader.find(files(open.get()).journal()).isPresent()) {
      var state = read(open.get());
      if (state.isOver()) {
        release(state);
      }
    }
  }

  /// A run that could not even begin leaves no journal, so that it is not listed.
  private static List<Entry> begin(
      RunFolder files, Journal journal, Event.RunOpened opened, Instant at)
      throws ProblemException {
    try {
      return journal.append(0, List.of(opened), at);
    } catch (ProblemException unwritable) {
      journal.close();
      try {
        Files.deleteIfExists(files.journal());
      } catch (IOException undeletable) {
        unwritable.addSuppressed(undeletable);
      }
      throw unwritable;
    }
  }

  private static FileJournal create(RunFolder files, byte[] plan) throws ProblemException {
    try {
      DurableFile.write(files.plan(), plan);
    } catch (IOException unwritable) {
      throw failure("write", files.folder(), unwritable);
    }
    return FileJournal.create(files.journal());
  }

  private static ProblemException failure(String verb, Path path, IOException cause) {
    return FileFailure.of(
        verb,
        path,
        cause,
        "no run was begun and nothing was changed",
        "free disk space or mend the permissions of " + path);
  }
}
