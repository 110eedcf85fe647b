package dev.lifeboat.guard;

import dev.lifeboat.wire.CallSigner;
import dev.lifeboat.wire.JsonClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Asks the region's own keeper. Thread-safe; calls end in time and fail as [JsonClient] says.
public final class KeeperClient {
  /// The keeper is next door; one that takes longer is frozen or starved.
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private final JsonClient http;

  /// A client that only asks how a lease stands, of a keeper such as `http://127.1.0.1:7010`.
  public KeeperClient(URI keeper) {
    this.http = new JsonClient(keeper, DEADLINE);
  }

  /// A client that may have a lease asked for and handed back, or may write by it.
  public KeeperClient(URI keeper, CallSigner signer) {
    this.http = new JsonClient(keeper, DEADLINE, signer);
  }

  public LeaseState state(String workload) throws IOException, InterruptedException {
    return http.call("GET", "/lease/" + workload, null, LeaseState.class);
  }

  /// Asks whether and how long a gateway may write, from when it asked.
  public Pass pass(String workload, PassRequest asked) throws IOException, InterruptedException {
    return http.call("POST", "/lease/" + workload + "/pass", asked, Pass.class);
  }

  /// Asks for the lease, and from then on keeps it. May be repeated.
  ///
  /// @param patience how long to wait for two votes; without them it is asked for no longer
  /// @param override whose word replaces missing votes, and why; empty if nobody's does
  /// @throws dev.lifeboat.wire.RefusedException saying which voter did not grant it, and why
  public LeaseState acquire(
      String workload, long epoch, Duration patience, Optional<String> override)
      throws IOException, InterruptedException {
    return http.within(DEADLINE.plus(patience))
        .call(
            "POST",
            "/lease/" + workload,
            new LeaseRequest(epoch, patience.toMillis(), override.orElse(null)),
            LeaseState.class);
  }

  /// Ends the confirming of commits, and then the lease, if it is of `epoch` or a lower one. May be
  /// repeated.
  public LeaseReturn handBack(String workload, long epoch)
      throws IOException, InterruptedException {
    return http.call(
        "POST", "/lease/" + workload + "/handback", new EpochRequest(epoch), LeaseReturn.class);
  }
}
