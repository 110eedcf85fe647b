package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.state.AssignmentRequest;
import dev.lifeboat.agent.state.AssignmentRequest.Stop;
import dev.lifeboat.agent.state.DatabaseState.SqlState;
import dev.lifeboat.provider.RestoreSource;
import dev.lifeboat.provider.RestoredLog;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import dev.lifeboat.provider.VaultWish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A vault that is a folder: the files of a replica that was stopped in good order.
///
/// @param files of the server
/// @param restores that were asked for
/// @param unread why other vaults could not be read
record CopiedVault(
    Path files, VaultPoint point, AtomicInteger restores, AtomicReference<List<String>> unread)
    implements RestoreSource {
  private static final Duration STOP = Duration.ofSeconds(30);

  /// Stops the replica in west, and keeps what it had.
  static CopiedVault ofWest(RunningLab lab) throws Exception {
    var agent = lab.lab.clients().agent("west");
    var seen = Objects.requireNonNull(agent.freshState("orders").databases().get("orders"));
    SqlState sql = Objects.requireNonNull(seen.server().sql());
    var reaches = Objects.requireNonNull(sql.replayLsn());
    var epoch = lab.lab.placements().required("shop").epoch();
    var _ = agent.within(STOP).assign("orders", AssignmentRequest.stopped(epoch, Stop.ORDERLY));
    var files = lab.state.resolve("copied-vault");
    copy(lab.lab.folder().database("west", "orders"), files);
    var point =
        new VaultPoint(
            "offsite",
            "base",
            epoch,
            Math.toIntExact(sql.timeline()),
            reaches,
            Optional.of(Instant.now()),
            1);
    return new CopiedVault(files, point, new AtomicInteger(), new AtomicReference<>(List.of()));
  }

  /// Owners stay what they are.
  private static void copy(Path from, Path to) throws IOException, InterruptedException {
    var copied = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).inheritIO().start();
    assertThat(copied.waitFor()).isZero();
  }

  @Override
  public VaultLook look(VaultWish wish) {
    return new VaultLook.Found(point, unread.get());
  }

  @Override
  public Optional<VaultPoint> noted(String database) {
    return Optional.of(point);
  }

  @Override
  public RestoredLog restore(VaultPoint wanted, String database, Path to)
      throws InterruptedException {
    restores.incrementAndGet();
    try {
      copy(files, to);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    return new RestoredLog(point.vault(), point.timeline(), point.reaches());
  }

  @Override
  public void keep(String database) {
    throw new AssertionError("nothing is kept");
  }
}
