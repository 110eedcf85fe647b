package dev.lifeboat.drill;

import dev.lifeboat.measure.Answer;
import dev.lifeboat.measure.CanaryFormat;
import dev.lifeboat.measure.CanaryLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// A client of [MemoryRegions] that writes numbers, on a thread of its own.
final class MemoryCanary implements Drills.Canary {
  private static final Duration LOOK = Duration.ofMillis(5);

  private final MemoryRegions regions;
  private final String client;
  private final Drills.Load load;
  private final Path log;
  private volatile int row;
  private volatile boolean ended;
  private final Thread thread = Thread.ofVirtual().unstarted(this::write);

  MemoryCanary(MemoryRegions regions, String client, Drills.Load load, Path log) {
    this.regions = regions;
    this.client = client;
    this.load = load;
    this.log = log;
  }

  MemoryCanary begin(int confirm) {
    put(new CanaryLine.Header(client, load.writesPerSecond(), confirm, Instant.now()));
    thread.start();
    return this;
  }

  private void write() {
    var every = Duration.ofSeconds(1).dividedBy(load.writesPerSecond());
    try {
      for (long number = 1; !ended; number++) {
        put(new CanaryLine.WriteSent(number, Instant.now()));
        var region = regions.write(client, number);
        row = region.isPresent() ? row + 1 : 0;
        put(
            new CanaryLine.WriteAnswered(
                number,
                new CanaryLine.Reply(
                    region.isPresent() ? Answer.ACKNOWLEDGED : Answer.REFUSED,
                    Instant.now(),
                    OptionalInt.of(region.isPresent() ? 201 : 503),
                    region,
                    Optional.empty())));
        Thread.sleep(every);
      }
    } catch (InterruptedException _) {
      // It was stopped while it waited for its next turn.
    }
  }

  private void put(CanaryLine line) {
    try {
      Files.writeString(
          log,
          CanaryFormat.encode(line) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public boolean awaitSteady(int count, int seconds) throws InterruptedException {
    row = 0;
    var end = Instant.now().plusSeconds(seconds);
    while (row < count && Instant.now().isBefore(end)) {
      Thread.sleep(LOOK);
    }
    return row >= count;
  }

  @Override
  public void stop() {
    if (ended) {
      return;
    }
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    put(new CanaryLine.Ended(Instant.now()));
  }
}
