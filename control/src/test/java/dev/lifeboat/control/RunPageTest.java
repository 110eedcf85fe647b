package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.engine.RunFolder;
import dev.lifeboat.journal.Event;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Goal: whoever asks for a page breaks nobody's evidence.
///
/// Method: the page is made while another holds the folder, which changes before it is let go.
@Timeout(60)
final class RunPageTest {
  private static final String RUN = "20261120-080000-bbbb";

  @TempDir private Path state;
  private PastRuns past;
  private RunFolder files;

  @BeforeEach
  void a_run_is_open() throws Exception {
    past = new PastRuns(state);
    past.open(RUN);
    files = RunFolder.of(state.resolve("runs"), new RunId(RUN));
  }

  @Test
  void a_page_that_was_sealed_meanwhile_stays() throws Exception {
    past.end(RUN);
    var asked = new FutureTask<>(() -> RunPage.write(files, ZoneOffset.UTC));
    try (var _ = files.lock()) {
      awaitLock(asked);
      Files.writeString(files.report(), "as it was sealed");
      past.seal(RUN);
    }

    assertThat(asked.get()).as("it stayed").isTrue();
    assertThat(files.report()).hasContent("as it was sealed");
  }

  /// Else it would stand in for the page that the run ended with.
  @Test
  void a_page_of_a_run_that_ended_meanwhile_is_made_again() throws Exception {
    var asked = new FutureTask<>(() -> RunPage.write(files, ZoneOffset.UTC));
    try (var _ = files.lock()) {
      awaitLock(asked);
      past.append(RUN, new Event.RunEnded(Event.Outcome.DECLINED, "overtaken meanwhile"));
    }

    assertThat(asked.get()).as("it stayed").isFalse();
    assertThat(files.report()).content().contains("overtaken meanwhile");
  }

  /// Until it waits for the folder, or has ended without.
  private static void awaitLock(FutureTask<?> asked) {
    var thread = new Thread(asked);
    thread.start();
    while (!asked.isDone() && !isIn(thread, "ExclusiveLock")) {
      Thread.onSpinWait();
    }
  }

  private static boolean isIn(Thread thread, String type) {
    for (var frame : thread.getStackTrace()) {
      if (frame.getClassName().endsWith(type)) {
        return true;
      }
    }
    return false;
  }
}
