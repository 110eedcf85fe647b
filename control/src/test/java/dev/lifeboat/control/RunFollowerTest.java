package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run of another process, seen from its files. What happens meanwhile happens in the pauses of
/// the follower, so no test waits.
final class RunFollowerTest {

  @TempDir private Path state;
  private final List<String> told = new ArrayList<>();
  private final Deque<Meanwhile> meanwhile = new ArrayDeque<>();
  private Path folder;
  private Runs runs;

  /// Something that the other process does.
  private interface Meanwhile {
    void happens() throws Exception;
  }

  @BeforeEach
  void place_the_writer_in_east() throws Exception {
    folder = state.resolve("runs");
    var placements = new FilePlacements(Files.createDirectories(state.resolve("placements")));
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east"));
    runs =
        new Runs(folder, placements, Clock.systemUTC(), new SplittableRandom(1), Pace.standard());
  }

  @Test
  void each_entry_is_told_once_until_the_process_stops_by_itself() throws Exception {
    var files = runs.reserve();
    var note = note(files);
    meanwhile.add(() -> open(files));
    meanwhile.add(() -> {});
    meanwhile.add(() -> append(files, new Event.Paused("ann")));
    meanwhile.add(note::close);

    var end = follow(files);

    assertThat(told).containsExactly("RunOpened", "Paused");
    assertThat(end.killed()).isEmpty();
    assertThat(end.state().map(RunState::phase)).contains(new RunState.Phase.Paused("ann"));
  }

  @Test
  void a_process_that_was_killed_is_named() throws Exception {
    var files = runs.reserve();
    open(files);
    var gone = new ProcessBuilder("true").start();
    assertThat(gone.waitFor()).isZero();
    var controller = new RunController(files.run().value(), gone.pid(), 1_764_000_000);
    Files.createFile(folder.resolve(controller.note()));

    assertThat(follow(files).killed()).containsExactly(controller);
  }

  /// Another process may get its number later.
  @Test
  void a_number_alone_is_no_process() {
    long pid = ProcessHandle.current().pid();

    assertThat(RunController.of("run", pid).lives()).isTrue();
    assertThat(new RunController("run", pid, 1_764_000_000).lives()).isFalse();
  }

  @Test
  void what_the_process_begins_next_is_followed_too() throws Exception {
    var first = RunFolder.of(folder, runs.reserve().run());
    var second = RunFolder.of(folder, new RunId("20991231-235959-2222"));
    var note = note(first);
    open(first);
    meanwhile.add(() -> {
      append(first, new Event.RunEnded(Event.Outcome.DONE, "every goal is met"));
      Files.createDirectories(second.folder());
      Files.copy(first.journal(), second.journal());
      Files.createFile(second.canary());
      var _ = note(second);
    });
    meanwhile.add(note::close);

    follow(first);

    assertThat(told).containsExactly("RunOpened", "RunEnded", "RunOpened", "RunEnded");
  }

  @Test
  void nothing_is_locked_or_changed() throws Exception {
    var files = runs.reserve();
    open(files);
    FileTree.delete(folder.resolve(files.run() + ".lock"));
    var before = snapshot();

    follow(files);

    assertThat(snapshot()).isEqualTo(before);
  }

  private List<String> snapshot() throws Exception {
    try (var all = Files.walk(state)) {
      var found = new ArrayList<String>();
      for (var path : all.sorted().toList()) {
        found.add(path + " " + Files.getLastModifiedTime(path) + " " + Files.size(path));
      }
      return found;
    }
  }

  private ControllerNote note(RunFolder files) {
    return ControllerNote.begin(
        folder, files.run(), ProcessHandle.current().pid(), event -> told.add(event.toString()));
  }

  private RunFollower.End follow(RunFolder files) throws Exception {
    var here = ProgressLines.host();
    var host = new HostProcess(here.clock(), _ -> next(), here.random(), here.zone(), here.pid());
    return new RunFollower(files, host, this::hear).follow();
  }

  private void hear(ProgressEvent event) {
    if (event instanceof ProgressEvent.Journalled journalled) {
      told.add(journalled.entry().event().word());
    }
  }

  private void next() {
    try {
      var next = meanwhile.poll();
      if (next != null) {
        next.happens();
      }
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void open(RunFolder files) throws Exception {
    var file = StorefrontKind.read();
    var workload = file.workload("shop");
    var runbook =
        new StorefrontKind().compiler().compile(file.plan(), workload, Mode.FAILOVER, "east");
    runs.open(
            new Runs.Request(
                files.run(), file.bytes(), file.plan().sha256(), runbook, "ann", "a test"))
        .journal()
        .close();
  }

  private void append(RunFolder files, Event event) throws Exception {
    var contents = JournalReader.read(files.journal());
    try (var journal = FileJournal.resume(files.journal(), contents)) {
      journal.append(journal.nextSequence(), List.of(event), Clock.systemUTC().instant());
    }
  }
}
