package dev.lifeboat.control;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Follows a run from its files while another process executes it, and the further runs of that
/// process: a drill comes home by two of them. Reads only and takes no lock. Used by one thread.
public final class RunFollower {
  private static final Duration TURN = Duration.ofMillis(200);

  private final FollowedRun first;
  private final Path runs;
  private final HostProcess host;
  private final ProgressListener progress;
  private final List<FollowedRun> followed = new ArrayList<>();
  private final List<FollowedNews> late = new ArrayList<>();
  private long recorded;
  private long recordedBytes;

  /// @param first its folder is there
  /// @throws ProblemException LB4009 when the result of a drill that is over cannot be read
  public RunFollower(RunFolder first, HostProcess host, ProgressListener progress)
      throws ProblemException {
    this.first = new FollowedRun(first);
    this.runs = Optional.ofNullable(first.folder().getParent()).orElse(Path.of(""));
    this.host = host;
    this.progress = progress;
    followed.add(this.first);
    var home = RunRecords.drill(first.folder()).map(result -> result.path("failback"));
    Stream.of("reprotect", "run")
        .flatMap(part -> home.map(it -> it.path(part).asString("")).stream())
        .filter(run -> !run.isEmpty())
        .forEach(this::add);
  }

  /// From when its times count, for whoever follows it: as for the drill itself, else from when its
  /// name says that it began.
  ///
  /// @throws ProblemException LB4002 when its journal is damaged, LB4009 when the drill's log is
  public static Instant began(RunFolder files, HostProcess host) throws ProblemException {
    var drill = DrillLog.find(files.folder()).map(DrillLog::began);
    if (drill.isPresent()) {
      return drill.get();
    }
    var opened =
        JournalReader.find(files.journal())
            .flatMap(journal -> journal.entries().stream().findFirst())
            .map(Entry::at);
    return RunId.began(files.run().value()).or(() -> opened).orElseGet(host.clock()::instant);
  }

  /// Whether it began, and no process of this machine executes it now.
  public static boolean isPast(RunFolder files) throws ProblemException {
    return Files.exists(files.journal())
        && !RunSummaries.atWork(DurableFile.folderOf(files.folder()))
            .containsKey(files.run().value());
  }

  /// Why there is nothing more to follow.
  ///
  /// @param state empty when the run never began
  /// @param killed the processes that executed it and ended without a word
  public record End(RunFolder files, Optional<RunState> state, List<RunController> killed) {}

  /// Tells every entry, those that are there already first, until the run's folder is closed or no
  /// process of this machine executes it any more.
  ///
  /// @throws ProblemException LB4002 when a journal is damaged
  public End follow() throws InterruptedException, ProblemException {
    // A run's folder is there a moment before the note of its controller: one look is not enough.
    for (boolean alone = false; ; host.pause().of(TURN)) {
      // Asked before the journals are read, so that the last word of who ends is heard.
      var controllers = controllers();
      tellNews(controllers.stream().noneMatch(RunController::lives));
      if (first.sealed()) {
        return new End(first.files(), first.state(), List.of());
      }
      boolean still = alone;
      alone = controllers.stream().noneMatch(RunController::lives);
      if (alone && (still || over())) {
        return new End(first.files(), first.state(), controllers);
      }
    }
  }

  /// In the order in which it happened, whichever file it stands in: an entry from after the
  /// drill's lines were read may follow one of them that was not there yet, and waits for the next
  /// turn.
  ///
  /// @param all whether nobody writes any more
  private void tellNews(boolean all) throws ProblemException {
    var until = all ? Instant.MAX : host.clock().instant();
    var lines = recorded();
    var due = new ArrayList<>(late);
    late.clear();
    for (var run : followed) {
      var news = run.news(progress);
      var told = news.stream().takeWhile(it -> !it.at().isAfter(until)).toList();
      due.addAll(told);
      late.addAll(news.subList(told.size(), news.size()));
    }
    for (var news : FollowedNews.merged(lines, due)) {
      news.telling().tell();
    }
  }

  /// What a drill told beside its runs' journals.
  private List<FollowedNews> recorded() throws ProblemException {
    long bytes = first.files().folder().resolve(DrillLog.FILE).toFile().length();
    if (bytes == recordedBytes) {
      return List.of();
    }
    recordedBytes = bytes;
    var told =
        DrillLog.find(first.files().folder()).map(DrillLog::told).orElse(List.of()).stream()
            .skip(recorded)
            .toList();
    recorded += told.size();
    return told.stream()
        .map(it ->
            new FollowedNews(
                it.at(), () -> progress.on(new ProgressEvent.Recorded(it.at(), it.event()))))
        .toList();
  }

  private boolean over() {
    return first.state().filter(RunState::isOver).isPresent();
  }

  /// Those of the first run. What else one of them has begun is followed too.
  private List<RunController> controllers() throws ProblemException {
    var all = RunController.among(runs);
    var mine = all.stream().filter(it -> it.run().equals(first.files().run().value())).toList();
    all.stream()
        .filter(it -> it.run().compareTo(first.files().run().value()) > 0)
        .filter(it -> mine.stream().anyMatch(it::sameProcess))
        .forEach(it -> add(it.run()));
    return mine;
  }

  private void add(String run) {
    if (followed.stream().noneMatch(it -> it.files().run().value().equals(run))) {
      followed.add(new FollowedRun(RunFolder.of(runs, new RunId(run))));
    }
  }
}
