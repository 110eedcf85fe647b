package dev.lifeboat.cli.aws;

import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.LeaseState;
import dev.lifeboat.guard.WorkloadGuard;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// A guard in figures, as Prometheus and what collects like it read them.
record GuardMetrics(PrometheusRegistry registry) {
  /// Of the text that [#write] writes.
  static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double MILLIS = 1e3;

  /// @param names of its databases, seen or not
  /// @param databases as the guard saw them last
  static GuardMetrics of(
      WorkloadGuard.Place place,
      Set<String> names,
      Supplier<LeaseState> lease,
      Supplier<List<GuardedState>> databases) {
    var made = new GuardMetrics(new PrometheusRegistry());
    made.gauge(
        place,
        "lifeboat_guard_lease_held",
        "1 while this guard has the lease.",
        lease,
        it -> it.held() ? 1 : 0);
    made.gauge(
        place,
        "lifeboat_guard_lease_left_seconds",
        "Until its services must stop writing unless the lease is renewed.",
        lease,
        it -> it.remainingMillis() / MILLIS);
    made.gauge(
        place,
        "lifeboat_guard_unseen_databases",
        "Databases that it cannot look at.",
        databases,
        it -> names.size() - count(it, of -> of.standing() != GuardedState.Standing.UNKNOWN));
    made.gauge(
        place,
        "lifeboat_guard_uncovered_databases",
        "Databases with a table that the end of the lease does not fence.",
        databases,
        it -> count(it, of -> !of.uncovered().isEmpty()));
    return made;
  }

  private static double count(List<GuardedState> databases, Predicate<GuardedState> which) {
    return databases.stream().filter(which).count();
  }

  private <T> void gauge(
      WorkloadGuard.Place place,
      String name,
      String help,
      Supplier<T> of,
      ToDoubleFunction<T> value) {
    var _ =
        GaugeWithCallback.builder()
            .name(name)
            .help(help)
            .labelNames("workload", "region")
            .callback(
                told -> told.call(value.applyAsDouble(of.get()), place.workload(), place.region()))
            .register(registry);
  }

  void write(OutputStream out) throws IOException {
    PrometheusTextFormatWriter.create().write(out, registry.scrape(), EscapingScheme.DEFAULT);
  }
}
