package dev.lifeboat.aws.function;

import dev.lifeboat.placement.Placement;
import dev.lifeboat.provider.Round;
import dev.lifeboat.provider.Views;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The views of one invocation, which keeps its newest look: people are told what was seen. Used by
/// one thread.
final class RegionViews implements Views {
  private final RegionProbe probe;
  private final URI address;
  private final Placement placed;
  private @Nullable RegionLook newest;

  RegionViews(RegionProbe probe, URI address, Placement placed) {
    this.probe = probe;
    this.address = address;
    this.placed = placed;
  }

  @Override
  public Round look(Instant at, Duration deadline) throws InterruptedException {
    var look = probe.look(at, address, placed);
    newest = look;
    return look.round();
  }

  /// The newest look.
  ///
  /// @throws NullPointerException when there was none
  RegionLook newest() {
    return Objects.requireNonNull(newest, "nobody looked");
  }
}
