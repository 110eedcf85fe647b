package dev.lifeboat.provider;

import dev.lifeboat.placement.FollowRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Point of a database to which a vault leads.
///
/// @param server whose log it is, and how often that began anew there, such as `7312.0`; empty
///   where nobody noted that
/// @param epoch of the writer whose log it is; zero where nobody noted that
/// @param timeline of the log
/// @param reaches where the log ends, as PostgreSQL writes positions
/// @param until when the vault had all that was written; empty where its clocks do not tell
/// @param bytes of the base, and of the log that leads on from it
public record VaultPoint(
    String vault,
    String server,
    long epoch,
    int timeline,
    String reaches,
    Optional<Instant> until,
    long bytes,
    End end) {
  private static final int HALF_BITS = 32;
  private static final int HEXADECIMAL = 16;

  /// Reason for which its log ends there.
  public sealed interface End {
    /// The vault has no more.
    record Whole() implements End {}

    /// The vault has more that does not lead on.
    ///
    /// @param why in words
    record Gap(String why) implements End {}

    /// No more was wanted.
    record Before(Instant at) implements End {}
  }

  /// Of two of one server the one that lacks less comes last: its log began anew later, else is of
  /// a later history, else goes further. Clocks decide nothing, and positions of another server say
  /// nothing of this one's.
  public static final Comparator<VaultPoint> BY_LOG =
      Comparator.comparingLong(VaultPoint::chain)
          .thenComparingInt(VaultPoint::timeline)
          .thenComparing(it -> position(it.reaches), Long::compareUnsigned);

  /// Of two that have the same log the one to which nothing is missing comes last.
  private static final Comparator<VaultPoint> BY_END =
      Comparator.comparing(it -> !(it.end() instanceof End.Gap));

  /// With all that the vault has.
  public VaultPoint(
      String vault,
      String server,
      long epoch,
      int timeline,
      String reaches,
      Optional<Instant> until,
      long bytes) {
    this(vault, server, epoch, timeline, reaches, until, bytes, new End.Whole());
  }

  /// The one that lacks least, of the server of the first one that ranks highest.
  ///
  /// @param all those that are preferred before others that rank the same come first
  public static Optional<VaultPoint> furthest(List<VaultPoint> all, Comparator<VaultPoint> rank) {
    var first = rank.thenComparing(BY_END);
    var best = all.stream().reduce((one, next) -> first.compare(next, one) > 0 ? next : one);
    return best.flatMap(it ->
        all.stream()
            .filter(other -> rank.compare(it, other) == 0 && it.isOfSameServer(other))
            .max(BY_LOG.thenComparing(BY_END)));
  }

  /// Whether positions of the two can be compared.
  public boolean isOfSameServer(VaultPoint other) {
    return machine().equals(other.machine());
  }

  private String machine() {
    int dot = server.lastIndexOf('.');
    return dot < 0 ? server : server.substring(0, dot);
  }

  private long chain() {
    int dot = server.lastIndexOf('.');
    return dot < 0 ? 0 : Long.parseLong(server.substring(dot + 1), HEXADECIMAL);
  }

  /// Whether it is the same server's log, and goes at least as far. Two servers that were made anew
  /// begin with the same numbers.
  public boolean continues(VaultPoint other) {
    return server.equals(other.server) && reaches(other.timeline, other.reaches);
  }

  /// Whether it is a beginning of that log, which a gap cuts off there.
  public boolean isCutFrom(VaultPoint other) {
    return end instanceof End.Gap && server.equals(other.server) && timeline == other.timeline;
  }

  /// Whether its log goes at least as far as that position of the same timeline.
  public boolean reaches(int ofTimeline, String other) {
    return timeline == ofTimeline && Long.compareUnsigned(position(reaches), position(other)) >= 0;
  }

  /// How much log is between two positions; none where the first is not the earlier one.
  public static long bytesBetween(String from, String to) {
    return Math.max(0, position(to) - position(from));
  }

  private static long position(String text) {
    int slash = text.indexOf('/');
    return Long.parseLong(text.substring(0, slash), HEXADECIMAL) << HALF_BITS
        | Long.parseLong(text.substring(slash + 1), HEXADECIMAL);
  }

  /// The writer that whoever is restored from it has followed; empty where nobody noted that.
  public Optional<FollowRecord> followed() {
    return Optional.of(epoch).filter(it -> it > 0).map(it -> new FollowRecord(it, until));
  }

  /// Such as `0/5000060 on timeline 1 of vault 'offsite'`.
  public String phrase() {
    return "%s on timeline %d of vault '%s'".formatted(reaches, timeline, vault);
  }
}
