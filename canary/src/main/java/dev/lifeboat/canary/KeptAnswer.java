package dev.lifeboat.canary;

import dev.lifeboat.wire.NameLookup;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The address behind a name, kept for as long as the answer says, and so the word that there is
/// none. A connection to an address that the name has left is not used again.
final class KeptAnswer implements DoorAddress {
  /// The milliseconds after which a name server that says nothing has no answer for a request.
  private static final Duration LONGEST_LOOKUP = Duration.ofMillis(500);

  private final URI name;
  private final Duration keepsNone;
  private final Lookup lookup;
  private final LongSupplier nanos;
  private @Nullable Kept kept;

  /// @param name with the host that `lookup` knows
  KeptAnswer(URI name, Duration keepsNone, Lookup lookup, LongSupplier nanos) {
    this.name = name;
    this.keepsNone = keepsNone;
    this.lookup = lookup;
    this.nanos = nanos;
  }

  /// Asks the server of `resolving`.
  static KeptAnswer of(URI name, NameResolution resolving) {
    var server = new InetSocketAddress(resolving.host(), resolving.port());
    var names = new NameLookup(server, name.getHost(), LONGEST_LOOKUP);
    return new KeptAnswer(name, resolving.keepsNone(), names::find, System::nanoTime);
  }

  /// Asks anew each time.
  @FunctionalInterface
  interface Lookup {
    NameLookup.Found find() throws IOException;
  }

  /// @param address null when there was none
  private record Kept(@Nullable URI address, long untilNanos, String why) {}

  @Override
  public synchronized URI address() throws IOException {
    var answer = kept;
    if (answer == null || nanos.getAsLong() - answer.untilNanos() >= 0) {
      answer = ask();
      kept = answer;
    }
    var address = answer.address();
    if (address == null) {
      throw new ConnectException(answer.why());
    }
    return address;
  }

  private Kept ask() {
    try {
      var found = lookup.find();
      var address =
          URI.create("http://%s:%d".formatted(found.address().getHostAddress(), name.getPort()));
      return new Kept(address, nanos.getAsLong() + found.ttl().toNanos(), "");
    } catch (IOException none) {
      return new Kept(
          null, nanos.getAsLong() + keepsNone.toNanos(), String.valueOf(none.getMessage()));
    }
  }

  @Override
  public boolean known() {
    return false;
  }
}
