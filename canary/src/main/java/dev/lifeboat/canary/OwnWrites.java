package dev.lifeboat.canary;

import dev.lifeboat.measure.Answer;
import dev.lifeboat.measure.CanaryLine.Reply;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/// Writes into stores of the canary's own, wherever they take writes. Thread-safe.
///
/// It stays with the region that took the last write. Once that one fails, writes go to the regions
/// in turn until one of them takes one: nobody tells it where the writer is.
final class OwnWrites {
  /// Longer than a store that works keeps all connections busy.
  private static final Duration LONGEST_WAIT = Duration.ofMillis(250);

  private final String client;
  private final InstantSource clock;
  private final List<Place> sites;
  // Of the region that took the last write; none of them after a failure there.
  private volatile Optional<Place> writer = Optional.empty();

  OwnWrites(String client, InstantSource clock, List<Place> sites) {
    this.client = client;
    this.clock = clock;
    this.sites = List.copyOf(sites);
  }

  /// Stores of one region.
  interface Place {
    /// Takes one of the connections; [#write] gives it back.
    boolean acquire(Duration wait) throws InterruptedException;

    /// Writes one number.
    Reply write(String client, long number) throws InterruptedException;
  }

  /// Sends one write, which is never sent again.
  CompletableFuture<Reply> write(long number) {
    var answered = new CompletableFuture<Reply>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            answered.complete(take(number));
          } catch (InterruptedException | RuntimeException mistake) {
            answered.completeExceptionally(mistake);
          }
        });
    return answered;
  }

  private Reply take(long number) throws InterruptedException {
    var believed = writer;
    if (believed.isPresent() && believed.get().acquire(LONGEST_WAIT)) {
      return take(believed.get(), number);
    }
    var next = sites.get((int) (number % sites.size()));
    return next.acquire(Duration.ZERO)
        ? take(next, number)
        : new Reply(
            Answer.REFUSED,
            clock.instant(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.of("all connections wait"));
  }

  private Reply take(Place site, long number) throws InterruptedException {
    var reply = site.write(client, number);
    if (reply.answer() == Answer.ACKNOWLEDGED) {
      writer = Optional.of(site);
    } else if (writer.filter(site::equals).isPresent()) {
      writer = Optional.empty();
    }
    return reply;
  }
}
