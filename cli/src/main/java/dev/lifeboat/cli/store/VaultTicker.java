package dev.lifeboat.cli.store;

import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.vault.VaultProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/// Tells how far a vault's work got, once a second at a terminal and every ten elsewhere: what is
/// done, of how much if anybody knows, and how fast. One thread.
public final class VaultTicker implements VaultProgress {
  private static final Duration AT_A_TERMINAL = Duration.ofSeconds(1);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);

  private final ProgressListener progress;
  private final InstantSource clock;
  private final Duration every;
  private final Instant began;
  private Instant next;

  /// @param live whether somebody looks
  public VaultTicker(ProgressListener progress, InstantSource clock, boolean live) {
    this.progress = progress;
    this.clock = clock;
    this.every = live ? AT_A_TERMINAL : ELSEWHERE;
    this.began = clock.instant();
    this.next = began.plus(every);
  }

  @Override
  public void at(String phase, long done, long total, long bytes) {
    var now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(every);
    progress.tell(phase, "underway", words(done, total, bytes, Duration.between(began, now)));
  }

  @Override
  public void untold(String why) {
    progress.tell("log", "untold", "the vault's log has no entry of it: " + why);
  }

  public static String words(long done, long total, long bytes, Duration since) {
    var count =
        total == 0
            ? String.format(Locale.ROOT, "%,d", done)
            : String.format(Locale.ROOT, "%,d of %,d", done, total);
    return bytes == 0
        ? count
        : "%s, %s, %s".formatted(count, ByteCount.text(bytes), rate(bytes, since));
  }

  /// Such as `230 MiB/s`.
  public static String rate(long bytes, Duration since) {
    return ByteCount.text(Math.round(bytes * 1e3 / Math.max(1, since.toMillis()))) + "/s";
  }
}
