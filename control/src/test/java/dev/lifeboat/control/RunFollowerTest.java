package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.FileJournal;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run of another process, seen from its files. What happens meanwhile happens in the pauses of
/// the follower, so no test waits.
final class RunFollowerTest {
  private static final String RUN = "20261120-080000-bbbb";
  private static final ProgressEvent FAULT =
      new ProgressEvent.Noted("fault", "begun", "region-loss");
  private static final Event ENDED = new Event.RunEnded(Event.Outcome.DONE, "every goal is met");

  @TempDir private Path state;
  private final List<String> told = new ArrayList<>();
  private final Deque<Meanwhile> meanwhile = new ArrayDeque<>();
  private PastRuns past;
  private final KeptShop.HandClock clock = new KeptShop.HandClock();
  private RunFolder files;

  /// Something that the other process does.
  private interface Meanwhile {
    void happens() throws Exception;
  }

  @BeforeEach
  void reserve() throws Exception {
    clock.now = Instant.now().plusSeconds(3_600); // All that happens here happened before.
    past = new PastRuns(state);
    files = RunFolder.of(state.resolve("runs"), new RunId(RUN));
    Files.createDirectories(files.folder());
  }

  @Test
  void each_entry_is_told_once_until_the_process_stops_by_itself() throws Exception {
    var note = note(files);
    meanwhile.add(() -> past.open(RUN));
    meanwhile.add(() -> {});
    meanwhile.add(() -> past.append(RUN, new Event.Paused("ann")));
    meanwhile.add(note::close);

    var end = follow().follow();

    assertThat(told).containsExactly("RunOpened", "Paused");
    assertThat(end.killed()).isEmpty();
    assertThat(end.state().map(RunState::phase)).contains(new RunState.Phase.Paused("ann"));
  }

  /// A run is reserved a moment before its controller is noted.
  @Test
  void a_run_whose_process_is_noted_late_is_followed() throws Exception {
    var late = new ArrayList<ControllerNote>();
    meanwhile.add(() -> late.add(note(files)));
    meanwhile.add(() -> past.open(RUN));
    meanwhile.add(() -> late.getFirst().close());

    assertThat(follow().follow().state()).isPresent();
  }

  @Test
  void a_process_that_was_killed_is_named() throws Exception {
    past.open(RUN);
    var process = new ProcessBuilder("sleep", "600").start();
    var controller = RunController.of(RUN, process.pid());
    Files.createFile(state.resolve("runs").resolve(controller.note()));
    assertThat(controller.lives()).isTrue();
    meanwhile.add(() -> assertThat(process.destroyForcibly().waitFor()).isNotZero());

    assertThat(follow().follow().killed()).containsExactly(controller);
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
    var second = RunFolder.of(state.resolve("runs"), new RunId("20991231-235959-2222"));
    var note = note(files);
    past.open(RUN);
    meanwhile.add(() -> {
      past.append(RUN, ENDED);
      Files.createDirectories(second.folder());
      Files.copy(files.journal(), second.journal());
      var _ = note(second);
    });
    meanwhile.add(note::close);

    follow().follow();

    assertThat(told).containsExactly("RunOpened", "RunEnded", "RunOpened", "RunEnded");
  }

  /// What a drill tells beside its journal stands among the journal's lines, each at its time.
  @Test
  void a_drills_phases_are_told_in_their_place() throws Exception {
    past.cut(RUN, "lifeboat lab heal plan.yaml region east");
    meanwhile.add(() -> past.open(RUN));

    follow().follow();

    assertThat(told).containsExactly(FAULT.toString(), "RunOpened");
  }

  /// A line that the drill told before may not have been there when its lines were read.
  @Test
  void an_entry_from_after_the_look_waits_for_the_next() throws Exception {
    var note = note(files);
    clock.now = Instant.EPOCH;
    meanwhile.add(() -> past.open(RUN));
    meanwhile.add(() -> assertThat(told).isEmpty());
    meanwhile.add(() -> clock.now = Instant.now().plusSeconds(3_600));
    meanwhile.add(() -> assertThat(told).contains("RunOpened"));
    meanwhile.add(note::close);

    assertThat(follow().follow().state()).isPresent();
    assertThat(told).containsOnlyOnce("RunOpened");
  }

  /// An entry never comes before one that stands before it, whatever their times say.
  @Test
  void a_clock_that_was_set_back_changes_no_order() throws Exception {
    var note = note(files);
    clock.now = Instant.parse("2026-11-20T08:45:00Z");
    meanwhile.add(() -> {
      past.open(RUN);
      append(new Event.Paused("ann"), "2026-11-20T09:00:00Z");
      append(new Event.Resumed("ann"), "2026-11-20T08:30:00Z");
    });
    meanwhile.add(() -> {});
    meanwhile.add(note::close);

    follow().follow();

    assertThat(told).containsExactly("RunOpened", "Paused", "Resumed");
  }

  private void append(Event event, String at) throws Exception {
    try (var journal = FileJournal.resume(files.journal(), JournalReader.read(files.journal()))) {
      journal.append(journal.nextSequence(), List.of(event), Instant.parse(at));
    }
  }

  /// Who follows looks at no clients: the figures are those of the process that does.
  @Test
  void what_a_drills_clients_see_is_told_with_its_own_figures() throws Exception {
    var line = new ProgressEvent.Noted("clients", "down", "0 written, 9 refused, 2 unanswered");
    var seen = new ProgressEvent.Clients(line, true);
    past.cut(RUN, "lifeboat lab heal plan.yaml region east", seen);
    meanwhile.add(() -> past.open(RUN));

    follow().follow();

    assertThat(told).containsExactly(FAULT.toString(), seen.toString(), "RunOpened");
  }

  @Test
  void the_times_of_all_who_follow_a_drill_count_from_where_its_own_do() throws Exception {
    var host = ProgressLines.host();
    assertThat(RunFollower.began(files, host)).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
    past.open(RUN);
    assertThat(RunFollower.began(files, host)).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));

    var began = Instant.parse("2026-11-20T07:59:30Z");
    Files.writeString(
        files.folder().resolve("drill.jsonl"),
        "{\"plan\":\"p\",\"workload\":\"w\",\"scenario\":\"s\",\"began\":\"%s\"}\n"
            .formatted(began));
    assertThat(RunFollower.began(files, host)).isEqualTo(began);
  }

  @Test
  void nothing_is_locked_or_changed() throws Exception {
    past.open(RUN);
    FileTree.delete(state.resolve("runs").resolve(RUN + ".lock"));
    var before = snapshot();

    follow().follow();

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

  private ControllerNote note(RunFolder run) {
    return ControllerNote.begin(state.resolve("runs"), run.run(), new ProgressLines().requester());
  }

  private RunFollower follow() throws Exception {
    var here = ProgressLines.host();
    var host = new HostProcess(clock, _ -> next(), here.random(), here.zone(), here.pid());
    return new RunFollower(files, host, this::hear);
  }

  private void hear(ProgressEvent event) {
    if (event instanceof ProgressEvent.Journalled journalled) {
      told.add(journalled.entry().event().word());
    } else if (event instanceof ProgressEvent.Recorded(_, var recorded)) {
      told.add(recorded.toString());
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
}
