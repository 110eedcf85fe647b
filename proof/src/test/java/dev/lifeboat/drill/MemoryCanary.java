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
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/// A client of [MemoryRegions] that writes numbers, on a thread of its own.
final class MemoryCanary implements Drills.Canary {
  private final MemoryRegions regions;
  private final FastClock clock;
  private final String client;
  private final Drills.Load load;
  private final Path log;
  private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor();
  private final Lock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();
  private long number;
  private int row;

  MemoryCanary(MemoryRegions regions, FastClock clock, String client, Drills.Load load, Path log) {
    this.regions = regions;
    this.clock = clock;
    this.client = client;
    this.load = load;
    this.log = log;
  }

  MemoryCanary begin(int confirm) {
    put(new CanaryLine.Header(client, load.writesPerSecond(), confirm, clock.instant()));
    var every = clock.real(Duration.ofSeconds(1)).dividedBy(load.writesPerSecond());
    var unused = turns.scheduleAtFixedRate(this::write, 0, every.toNanos(), TimeUnit.NANOSECONDS);
    return this;
  }

  private void write() {
    number++;
    put(new CanaryLine.Sent(CanaryLine.Kind.WRITE, number, clock.instant()));
    var region = regions.write(client, number);
    put(
        new CanaryLine.Answered(
            CanaryLine.Kind.WRITE,
            number,
            new CanaryLine.Reply(
                region.isPresent() ? Answer.ACKNOWLEDGED : Answer.REFUSED,
                clock.instant(),
                OptionalInt.of(region.isPresent() ? 201 : 503),
                region,
                Optional.empty())));
    lock.lock();
    try {
      row = region.isPresent() ? row + 1 : 0;
      answered.signalAll();
    } finally {
      lock.unlock();
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
    long left = clock.real(Duration.ofSeconds(seconds)).toNanos();
    lock.lock();
    try {
      row = 0;
      while (row < count && left > 0) {
        left = answered.awaitNanos(left);
      }
      return row >= count;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void stop() {
    if (!turns.isShutdown()) {
      turns.close();
      put(new CanaryLine.Ended(clock.instant()));
    }
  }
}
