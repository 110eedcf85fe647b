package dev.lifeboat.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.control.ProgressEvent;
import dev.lifeboat.control.ProgressEvent.Clients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class ClientTickerTest {
  private static final String BEGUN =
      """
      {"schema":"lifeboat.canary/v1","client":"20261120-080000-bbbb","rate":50,"confirm":1,"startedAt":"2026-11-20T08:00:00.000000Z"}
      {"n":1,"sent":"2026-11-20T08:00:00.100000Z"}
      {"n":1,"answer":"acknowledged","at":"2026-11-20T08:00:00.110000Z","status":201,"region":"east"}
      {"n":2,"sent":"2026-11-20T08:00:00.120000Z"}
      {"n":2,"answer":"refused","at":"2026-11-20T08:00:00.130000Z","status":503}
      """;
  private static final String SERVED =
      """
      {"n":3,"sent":"2026-11-20T08:00:01.100000Z"}
      {"n":3,"answer":"acknowledged","at":"2026-11-20T08:00:01.110000Z","status":201,"region":"west"}
      """;

  /// Goal: what is told is kept with the drill, so nothing is once its folder is sealed.
  ///
  /// Method: it is closed while it looks.
  @Test
  void who_closes_it_waits_for_the_look_that_is_under_way() throws Exception {
    var looking = new CountDownLatch(1);
    var seen = new CountDownLatch(1);
    var looked = new AtomicInteger();
    var ticker =
        new ClientTicker(
            _ -> {},
            () -> {
              looking.countDown();
              awaited(seen);
              looked.incrementAndGet();
              return Optional.empty();
            });
    looking.await();
    var closing = new Thread(ticker::close);
    closing.start();
    while (closing.getState() != Thread.State.BLOCKED) {
      assertThat(closing.isAlive()).as("it waits").isTrue();
      Thread.onSpinWait();
    }

    seen.countDown();
    closing.join();

    assertThat(looked).hasValue(1);
    ticker.tellSeen();
    assertThat(looked).as("after its end").hasValue(1);
  }

  /// Method: the log grows while it looks, as a canary writes it.
  @Test
  void what_a_canary_writes_is_told_once_a_second(@TempDir Path folder) throws Exception {
    var told = new LinkedBlockingQueue<ProgressEvent>();
    var log = Files.writeString(folder.resolve("canary.jsonl"), BEGUN);
    try (var _ = new ClientTicker(told::add, () -> Optional.of(log))) {
      assertThat(line(told.take())).startsWith("clients down 1 written, 1 refused, 0 unanswered");
      Files.writeString(log, SERVED, StandardOpenOption.APPEND);
      assertThat(line(told.take())).isEqualTo("clients served 1 written, 0 refused, 0 unanswered");
    }
  }

  private static String line(ProgressEvent event) {
    assertThat(event)
        .isInstanceOfSatisfying(Clients.class, it -> assertThat(it.changed()).isTrue());
    var line = ((Clients) event).line();
    return "%s %s %s".formatted(line.phase(), line.state(), line.detail());
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }
}
