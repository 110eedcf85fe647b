package dev.lifeboat.canary;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One client with its habit: a request at a time, each over a new connection unless it pools. For
/// one thread.
final class HabitualClient implements Closeable {
  /// As pools have it by default; longer than a drill.
  static final Duration LONGEST_CONNECTION = Duration.ofMinutes(30);

  private final Habit habit;
  private final DoorAddress whereto;
  private final Opening opening;
  private final LongSupplier nanos;
  private @Nullable Connection open;
  private long openedNanos;

  HabitualClient(Habit habit, DoorAddress whereto, Opening opening, LongSupplier nanos) {
    this.habit = habit;
    this.whereto = whereto;
    this.opening = opening;
    this.nanos = nanos;
  }

  /// Opens a connection to an address.
  @FunctionalInterface
  interface Opening {
    Connection open(URI address) throws IOException;
  }

  /// A connection that was opened.
  interface Connection extends Closeable {
    Got get(String path) throws IOException;

    /// Whether it can serve another request.
    boolean reusable();
  }

  /// @param region that answered, where it was said
  record Got(int status, Optional<String> region) {}

  /// Sends one request.
  ///
  /// @throws IOException when there was no address, no connection or no answer
  Got get(String path) throws IOException {
    if (open != null && nanos.getAsLong() - openedNanos >= LONGEST_CONNECTION.toNanos()) {
      close();
    }
    var connection = open;
    if (connection == null) {
      connection = opening.open(whereto.address());
      open = connection;
      openedNanos = nanos.getAsLong();
    }
    boolean keep = false;
    try {
      var got = connection.get(path);
      keep = habit.pools() && connection.reusable();
      return got;
    } finally {
      if (!keep) {
        close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    var connection = open;
    open = null;
    if (connection != null) {
      connection.close();
    }
  }
}
