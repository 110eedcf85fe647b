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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A client of [MemoryRegions] that writes numbers, on a thread of its own.
final class MemoryCanary implements Drills.Canary {
  private final MemoryWorld world;
  private final FastClock clock;
  private final String client;
  private final Path log;
  private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor();
  private long number;
  private int row;
  private boolean dead;

  MemoryCanary(MemoryWorld world, FastClock clock, String client, Path log) {
    this.world = world;
    this.clock = clock;
    this.client = client;
    this.log = log;
  }

  MemoryCanary begin(int writesPerSecond, int confirm) {
    put(new CanaryLine.Header(client, writesPerSecond, confirm, clock.instant()));
    var every = clock.real(Duration.ofSeconds(1)).dividedBy(writesPerSecond);
    var _ = turns.scheduleAtFixedRate(this::write, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    return this;
  }

  private synchronized void write() {
    dead |= world.kills();
    if (dead) {
      notifyAll();
      return;
    }
    number++;
    put(new CanaryLine.Sent(CanaryLine.Kind.WRITE, number, clock.instant()));
    var region = world.write(client, number);
    var answer = region.isPresent() ? Answer.ACKNOWLEDGED : Answer.REFUSED;
    var status = OptionalInt.of(region.isPresent() ? 201 : 503);
    put(
        new CanaryLine.Answered(
            CanaryLine.Kind.WRITE,
            number,
            new CanaryLine.Reply(answer, clock.instant(), status, region, Optional.empty())));
    row = region.isPresent() ? row + 1 : 0;
    notifyAll();
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
  public synchronized boolean awaitSteady(int count, int seconds) throws InterruptedException {
    long end = System.nanoTime() + clock.real(Duration.ofSeconds(seconds)).toNanos();
    row = 0;
    while (row < count && !dead && System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
    return row >= count;
  }

  @Override
  public synchronized Optional<String> ended() {
    return dead ? Optional.of("killed by signal 9") : Optional.empty();
  }

  @Override
  public void stop() {
    if (!turns.isShutdown()) {
      turns.close();
      if (ended().isPresent()) {
        return;
      }
      put(new CanaryLine.Ended(clock.instant()));
    }
  }
}
