package dev.lifeboat.canary;

import dev.lifeboat.measure.Answer;
import dev.lifeboat.measure.CanaryLine;
import dev.lifeboat.measure.CanaryLine.Reply;
import dev.lifeboat.plan.Canary.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes at a constant rate, and reads some of it back: two for ten writes, or as many as it is
/// told. One with stores of its own asks the front door for its health as often as it writes.
final class CanaryLoad {
  /// A hung service is met with this many writes and no more; later ones are logged as not sent.
  private static final int WRITES_IN_FLIGHT = 256;

  /// Reads beyond this are left out: they only show what clients see, nothing is measured by them.
  private static final int READS_IN_FLIGHT = 64;

  private static final int TEN = 10;

  /// After a longer pause of its own the canary goes on from now, instead of with a burst that no
  /// client would send.
  private static final long LONGEST_CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// For the last answers to be logged after their deadline, also on a busy machine.
  private static final Duration GRACE = Duration.ofSeconds(3);

  private final CanaryConfig config;
  private final CanaryClock clock;
  private final CanaryLogWriter log;
  private final HttpClient client;
  private final DoorAddress whereto;
  private final Optional<OwnWrites> own;
  private final RecentNumbers acknowledged = new RecentNumbers();
  private final Semaphore writes = new Semaphore(WRITES_IN_FLIGHT);
  private final Semaphore reads = new Semaphore(READS_IN_FLIGHT);
  private final Semaphore probes = new Semaphore(WRITES_IN_FLIGHT);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /// @param own of one that writes into stores of its own
  CanaryLoad(
      CanaryConfig config,
      CanaryClock clock,
      CanaryLogWriter log,
      HttpClient client,
      Optional<OwnWrites> own) {
    this.config = config;
    this.clock = clock;
    this.log = log;
    this.client = client;
    this.whereto = config.whereto();
    this.own = own;
  }

  /// Asks [#run] to return. Safe to call from any thread, more than once.
  void stop() {
    stopped.countDown();
  }

  /// Sends until stopped, then waits until what is in flight is answered or past its deadline.
  void run() throws InterruptedException {
    log.append(
        new CanaryLine.Header(
            config.client(),
            config.ratePerSecond(),
            config.confirm(),
            clock.instant(),
            config.basis()));
    long interval = TimeUnit.SECONDS.toNanos(1) / config.ratePerSecond();
    long due = System.nanoTime();
    long readCount = 0;
    for (long number = 1; !stopped.await(due - System.nanoTime(), TimeUnit.NANOSECONDS); number++) {
      write(number);
      if (config.own() != null) {
        health(number, config.own().health());
      }
      for (long more = readsDue(number); more > 0 && acknowledged.any(); more--) {
        if (reads.tryAcquire()) {
          readCount++;
          read(readCount, acknowledged.pick(readCount));
        }
      }
      due += interval;
      if (System.nanoTime() - due > LONGEST_CATCH_UP_NANOS) {
        due = System.nanoTime();
      }
    }
    long patience = config.deadline().plus(GRACE).toNanos();
    long until = System.nanoTime() + patience;
    boolean allWrites = writes.tryAcquire(WRITES_IN_FLIGHT, patience, TimeUnit.NANOSECONDS);
    boolean allReads =
        reads.tryAcquire(READS_IN_FLIGHT, until - System.nanoTime(), TimeUnit.NANOSECONDS);
    boolean allProbes =
        probes.tryAcquire(WRITES_IN_FLIGHT, until - System.nanoTime(), TimeUnit.NANOSECONDS);
    if (!allWrites || !allReads || !allProbes) {
      System.err.println("canary: stopped with requests in flight; the log shows which");
    }
    log.append(new CanaryLine.Ended(clock.instant()));
  }

  /// How many reads follow this write: as evenly as the writes.
  private long readsDue(long number) {
    if (own.isPresent()) {
      return 0; // Only its own table would tell, and nobody reads that.
    }
    return number * config.readsPerTenWrites() / TEN
        - (number - 1) * config.readsPerTenWrites() / TEN;
  }

  private void write(long number) {
    if (!writes.tryAcquire()) {
      log.append(
          new CanaryLine.NotSent(
              CanaryLine.Kind.WRITE,
              number,
              clock.instant(),
              WRITES_IN_FLIGHT + " writes are in flight"));
      return;
    }
    log.append(new CanaryLine.Sent(CanaryLine.Kind.WRITE, number, clock.instant()));
    send(
        () ->
            own.map(stores -> stores.write(number))
                .orElseGet(() -> reply(Objects.requireNonNull(config.write()), number)),
        writes,
        reply -> {
          log.append(new CanaryLine.Answered(CanaryLine.Kind.WRITE, number, reply));
          if (reply.answer() == Answer.ACKNOWLEDGED) {
            acknowledged.add(number);
          }
        });
  }

  private void read(long read, long number) {
    log.append(new CanaryLine.Sent(CanaryLine.Kind.READ, read, number, clock.instant()));
    send(
        () -> reply(Objects.requireNonNull(config.read()), number),
        reads,
        reply -> log.append(new CanaryLine.Answered(CanaryLine.Kind.READ, read, reply)));
  }

  private void health(long probe, String path) {
    if (!probes.tryAcquire()) {
      log.append(
          new CanaryLine.NotSent(
              CanaryLine.Kind.HEALTH,
              probe,
              clock.instant(),
              WRITES_IN_FLIGHT + " questions are in flight"));
      return;
    }
    log.append(new CanaryLine.Sent(CanaryLine.Kind.HEALTH, probe, clock.instant()));
    send(
        () -> reply(new Request("GET", path, ""), probe),
        probes,
        reply -> log.append(new CanaryLine.Answered(CanaryLine.Kind.HEALTH, probe, reply)));
  }

  /// Calls `answered` once, with what arrived until the deadline, and then gives the permit back.
  private void send(
      Supplier<CompletableFuture<Reply>> request, Semaphore permit, Consumer<Reply> answered) {
    Runnable sending =
        () -> {
          var _ =
              request
                  .get()
                  .thenAccept(answered)
                  .whenComplete((_, mistake) -> concluded(permit, mistake));
        };
    if (whereto.known()) {
      sending.run();
    } else {
      // A name server may be slow, and must not slow down what is sent next.
      Thread.ofVirtual().start(sending);
    }
  }

  private void concluded(Semaphore permit, @Nullable Throwable mistake) {
    permit.release();
    if (mistake != null) {
      if (!(mistake.getCause() instanceof UncheckedIOException)) {
        mistake.printStackTrace(); // A log that broke is told once, when the canary ends by it.
      }
      stop(); // A canary that cannot log has nothing more to say.
    }
  }

  private CompletableFuture<Reply> reply(Request template, long number) {
    URI to;
    try {
      to = whereto.address();
    } catch (IOException none) {
      return CompletableFuture.completedFuture(Replies.of(none, clock.instant()));
    }
    var filled = template.filled(config.client(), number);
    var request =
        HttpRequest.newBuilder(URI.create(to + filled.path()))
            .method(filled.method(), BodyPublishers.ofString(filled.body()))
            .build();
    var response = client.sendAsync(request, BodyHandlers.discarding());
    return response
        .copy()
        .orTimeout(config.deadline().toMillis(), TimeUnit.MILLISECONDS)
        .handle((got, failure) -> {
          var at = clock.instant();
          response.cancel(true); // Frees the connection of a request that was given up.
          return failure == null ? Replies.of(got, at) : Replies.of(failure, at);
        });
  }
}
