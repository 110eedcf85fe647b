package dev.lifeboat.awstestbed;

import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.postgres.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// What is behind an accelerator: one address for all users, which leads to the entrance of the
/// region that the simulated one chooses, looked at ten times a second.
public final class AcceleratorEntrance {
  private static final String ADDRESS = "127.13.0.1";
  private static final Duration LOOK = Duration.ofMillis(100);

  private final SimulatedAccelerator accelerator;
  private final Function<String, HostPort> entrances;
  private final HostPort at;
  private final String ready;
  private final UserEntrance entrance;
  private final Thread following;

  /// @param entrances of the regions of the plan
  public AcceleratorEntrance(
      SimulatedAccelerator accelerator, Function<String, HostPort> entrances, Path folder)
      throws IOException {
    this(accelerator, entrances, TaskProcesses.READY, anyAddress(), folder);
  }

  /// Where nobody else listens.
  static HostPort anyAddress() throws IOException {
    return new HostPort(ADDRESS, Site.freePort());
  }

  /// As above.
  ///
  /// @param ready where an entrance says that it can serve
  /// @param at where users come
  AcceleratorEntrance(
      SimulatedAccelerator accelerator,
      Function<String, HostPort> entrances,
      String ready,
      HostPort at,
      Path folder)
      throws IOException {
    this.ready = ready;
    this.accelerator = accelerator;
    this.entrances = entrances;
    this.at = at;
    this.entrance = UserEntrance.open(at, folder);
    this.following = Thread.ofVirtual().start(this::follow);
  }

  /// Where users come.
  public URI url() {
    return URI.create("http://%s:%d".formatted(at.host(), at.port()));
  }

  private void follow() {
    var led = "";
    try {
      for (long time = 1; !Thread.currentThread().isInterrupted(); time++) {
        var region = accelerator.led();
        if (!region.equals(led)) {
          entrance.lead(time, region, List.of(entrances.apply(region)), ready);
          led = region;
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  public void end() throws InterruptedException {
    following.interrupt();
    following.join();
    entrance.kill();
  }
}
