package dev.lifeboat.guard.audit;

import dev.lifeboat.postgres.Session;
import dev.lifeboat.postgres.UnprotectedData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Optional;

/// What a server holds and no reading of one of its databases covers, in words.
final class UncoveredData {
  private UncoveredData() {}

  /// @param deletes of which the log does not tell which row they removed
  static Optional<String> of(Session services, long deletes) throws SQLException {
    var parts = new ArrayList<>(UnprotectedData.read(services).uncovered());
    if (deletes > 0) {
      parts.add("which rows were deleted from tables without a key: " + deletes);
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }
}
