package dev.lifeboat.lab.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumLogTest {
  @TempDir Path folder;

  @Test
  void a_line_torn_at_any_byte_is_cut_off_and_the_rest_stays() throws Exception {
    var file = folder.resolve("log");
    try (var log = ChecksumLog.open(file).log()) {
      log.append("{\"n\":1}");
      log.append("{\"n\":2}");
    }
    var whole = Files.readAllBytes(file);
    for (int length = whole.length / 2; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      var opened = ChecksumLog.open(file);
      assertThat(opened.lines()).containsExactly("{\"n\":1}");
      opened.log().append("{\"n\":3}");
      opened.log().close();
      var again = ChecksumLog.open(file);
      assertThat(again.lines()).containsExactly("{\"n\":1}", "{\"n\":3}");
      again.log().close();
    }
  }

  @Test
  void damage_before_the_last_line_is_refused() throws Exception {
    var file = folder.resolve("log");
    try (var log = ChecksumLog.open(file).log()) {
      log.append("{\"n\":1}");
      log.append("{\"n\":2}");
    }
    Files.writeString(file, Files.readString(file).replace("{\"n\":1}", "{\"n\":7}"));
    assertThatThrownBy(() -> ChecksumLog.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged at byte 0");
  }

  /// Goal: what the disk refused never counts as durable. Method: the first `force` fails and the
  /// ones after it would succeed, as on Linux, which forgets what it could not write.
  @Test
  void once_a_force_failed_nothing_is_acknowledged_any_more() throws Exception {
    var file = folder.resolve("log");
    var forced = new AtomicInteger();
    ChecksumLog.Disk disk =
        channel -> {
          if (forced.getAndIncrement() == 0) {
            throw new IOException("Input/output error");
          }
          channel.force(false);
        };
    try (var log = ChecksumLog.open(file, disk).log()) {
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> log.append("{}")).isInstanceOf(IOException.class);
      }
      assertThatThrownBy(() -> log.rewrite(List.of())).isInstanceOf(IOException.class);
    }
    assertThat(forced).as("nobody asks the disk again").hasValue(1);
    try (var again = ChecksumLog.open(file).log()) {
      again.append("{}");
    }
  }

  /// An append that waits for another one's `force` hears that it failed.
  @Test
  void who_waits_for_a_force_that_fails_is_refused_too() throws Exception {
    var file = folder.resolve("log");
    var refusing = new CountDownLatch(1);
    ChecksumLog.Disk disk =
        _ -> {
          awaitUninterruptibly(refusing);
          throw new IOException("Input/output error");
        };
    try (var log = ChecksumLog.open(file, disk).log();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> append =
          () -> {
            log.append("{}");
            return true;
          };
      var both = List.of(threads.submit(append), threads.submit(append));
      while (log.lengthBytes() < 2L * "2 00000000 {}\n".length()) {
        Thread.onSpinWait();
      }
      refusing.countDown();
      for (var one : both) {
        assertThatThrownBy(one::get).hasCauseInstanceOf(IOException.class);
      }
    }
  }

  /// Goal: a force that succeeds does not make a log sound in which a line was half written
  /// meanwhile. Method: the disk closes the file under a second append, which can then neither be
  /// written nor be cut off.
  @Test
  void a_failure_that_another_thread_met_during_a_force_is_not_forgotten() throws Exception {
    var log = new AtomicReference<ChecksumLog>();
    ChecksumLog.Disk disk =
        channel -> {
          channel.close();
          assertThatThrownBy(() -> log.get().appendLazily("{}")).isInstanceOf(IOException.class);
        };
    log.set(ChecksumLog.open(folder.resolve("log"), disk).log());

    assertThatThrownBy(() -> log.get().append("{}")).hasMessageContaining("could not be forced");
    assertThatThrownBy(() -> log.get().append("{}")).hasMessageContaining("could not be forced");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  @Test
  void a_log_that_cannot_be_read_is_not_taken_for_an_empty_one() throws Exception {
    var file = Files.createSymbolicLink(folder.resolve("log"), Path.of("log"));

    assertThatThrownBy(() -> ChecksumLog.open(file)).isInstanceOf(IOException.class);
    try (var queue = ReplicationQueue.open(folder.resolve("queue"), InstantSource.system())) {
      assertThatThrownBy(() -> Protection.open(file, queue)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void appends_of_many_threads_are_all_there_and_a_rewrite_replaces_them() throws Exception {
    var file = folder.resolve("log");
    try (var log = ChecksumLog.open(file).log()) {
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int number = 0; number < 100; number++) {
          var line = "{\"n\":%d}".formatted(number);
          threads.submit(() -> {
            log.append(line);
            return null;
          });
        }
      }
      var seen = ChecksumLog.open(file);
      assertThat(seen.lines()).hasSize(100);
      seen.log().close();
      log.rewrite(List.of("{\"n\":-1}"));
      log.append("{\"n\":-2}");
    }
    var opened = ChecksumLog.open(file);
    assertThat(opened.lines()).containsExactly("{\"n\":-1}", "{\"n\":-2}");
    opened.log().close();
  }
}
