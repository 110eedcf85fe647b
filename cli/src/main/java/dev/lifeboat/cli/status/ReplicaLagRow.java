package dev.lifeboat.cli.status;

import dev.lifeboat.plan.SpanText;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.watch.Backlog;
import dev.lifeboat.watch.CopyLag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lags of the copies in the recovery region, as `status` shows them.
///
/// @param store the one that is furthest behind; null when nothing is known of any
/// @param lagSeconds null when nothing is known
/// @param completeUntil RFC 3339 in UTC; null when nothing is known
/// @param alarm LB3009 with what it means; null while there is none
record ReplicaLagRow(
    @Nullable String store,
    @Nullable Double lagSeconds,
    @Nullable String completeUntil,
    @Nullable String alarm,
    String why) {

  static ReplicaLagRow of(CopyLag copies) {
    var furthest = copies.furthest();
    return new ReplicaLagRow(
        furthest.map(Backlog.Behind::store).orElse(null),
        furthest.map(it -> SpanText.number(it.lag())).orElse(null),
        furthest.map(it -> it.completeUntil().toString()).orElse(null),
        copies.alarm().map(Problem::phrase).orElse(null),
        copies.why());
  }

  String line() {
    return lagSeconds == null
        ? "copies: not known; " + why
        : String.format(Locale.ROOT, "copies: %s is furthest behind, %.1f s", store, lagSeconds);
  }
}
