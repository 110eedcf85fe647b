package dev.lifeboat.drill;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/// A recovery in a sandbox. RTO and RPO of the drill are this recovery's.
///
/// @param region that it was held in
/// @param basis what RTO and RPO were measured from
/// @param point up to where, with the time and the position of each database
/// @param written writes that its own canary had acknowledged in the sandbox
/// @param held of these the ones that the sandbox's stores held; null when they were not read
public record IsolatedRecovery(
    String region,
    String basis,
    @JsonUnwrapped Spans spans,
    @JsonUnwrapped Copies copies,
    String point,
    long written,
    @Nullable Long held) {

  /// How long its parts took.
  ///
  /// @param copySeconds until the databases' files were copied
  /// @param recoverSeconds from then until stores were recovered up to the point
  /// @param startSeconds from then until every instance answered
  public record Spans(double copySeconds, double recoverSeconds, double startSeconds) {}

  /// How much was copied.
  ///
  /// @param bytes of database files
  public record Copies(long bytes, long objects) {}
}
