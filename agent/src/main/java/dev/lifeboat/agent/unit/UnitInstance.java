package dev.lifeboat.agent.unit;

import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.ProcessRecord;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.agent.process.Spawner;
import dev.lifeboat.agent.state.UnitState.InstanceState;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.ProbeResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One process of a unit. Only its unit's supervising thread calls [#tend]; anyone may read
/// [#state].
final class UnitInstance {
  /// A service gets this long to end its requests; then it is killed.
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private static final Duration HEALTH_LIMIT = Duration.ofMillis(500);

  private final UnitConfig unit;
  private final int port;
  private final String name;
  private final Host host;
  private final Backoff backoff = new Backoff();

  private volatile @Nullable ProcessRecord process;
  private @Nullable Instant stopAskedAt;
  private final AtomicInteger restarts = new AtomicInteger();
  private volatile Optional<String> unwell = Optional.of("it was not looked at yet");
  private volatile @Nullable String why;

  UnitInstance(UnitConfig unit, int index, Host host) {
    this.unit = unit;
    this.port = unit.instances().get(index).port();
    this.name = unit.name() + "-" + index;
    this.host = host;
  }

  String name() {
    return name;
  }

  /// Takes over the process that an earlier agent had started, if it lives.
  void adopt() throws IOException {
    process = host.records().living(name).orElse(null);
  }

  /// Brings the process one step nearer to what is wanted; called again and again.
  ///
  /// @param generation below which a running process is to be replaced
  /// @param binding added to the environment of one that is started
  void tend(boolean wanted, long generation, Map<String, String> binding)
      throws IOException, InterruptedException {
    var now = host.clock().instant();
    boolean held = host.isHeld(unit.name()) || host.isHeld(name);
    backoff.heed(held);
    var current = process;
    if (current != null && !current.alive()) {
      ended(current, now);
      current = null;
    }
    if (current != null && (!wanted || current.generation() < generation)) {
      stop(current, now);
    } else if (current == null && wanted && backoff.mayStart(now)) {
      start(generation, binding);
    }
    why = explain(wanted, held);
  }

  /// Asks the running process to end, and kills it when it takes too long; returns at once.
  private void stop(ProcessRecord current, Instant now) throws IOException, InterruptedException {
    if (stopAskedAt == null) {
      stopAskedAt = now;
      host.table().kill(Signal.TERM, List.of(current.pid()));
    } else if (Duration.between(stopAskedAt, now).compareTo(STOP_LIMIT) > 0) {
      host.table().kill(Signal.KILL, List.of(current.pid()));
    }
  }

  private void ended(ProcessRecord current, Instant now) throws IOException {
    if (stopAskedAt == null) {
      backoff.ended(now, Duration.between(current.startedAt(), now));
      restarts.incrementAndGet();
    }
    stopAskedAt = null;
    process = null;
    unwell = Optional.of("it was not looked at since it ended");
    host.records().remove(name);
  }

  private void start(long generation, Map<String, String> binding)
      throws IOException, InterruptedException {
    // A process without a record: the agent died between starting it and writing that down.
    var strays = host.table().named(host.lab(), host.region(), List.of(name), Optional.empty());
    host.table().kill(Signal.KILL, strays.stream().map(LivingProcess::pid).toList());
    var environment = new TreeMap<String, String>();
    unit.environment().forEach((key, value) -> environment.put(key, fill(value)));
    binding.forEach((key, value) -> environment.put(key, fill(value)));
    var line = unit.command().stream().map(this::fill).toList();
    Files.createDirectories(unit.directory());
    process =
        host.spawner()
            .spawn(
                new Spawner.Command(
                    name, line, environment, unit.passed(), unit.directory(), generation));
  }

  /// Asks the health address, if there is one. Called by the unit's own looking thread.
  void look(HttpProbe probe) throws InterruptedException {
    var current = process;
    if (current == null) {
      return;
    }
    var address = unit.health();
    unwell = address == null ? Optional.empty() : trouble(probe, URI.create(fill(address)));
  }

  /// By the last look.
  boolean isWell() {
    return unwell.isEmpty();
  }

  private static Optional<String> trouble(HttpProbe probe, URI address)
      throws InterruptedException {
    return switch (probe.probe(address, HEALTH_LIMIT)) {
      case ProbeResult.Answered _ -> Optional.empty();
      case ProbeResult.Refused(var why) -> Optional.of(why);
      case ProbeResult.Silent(var after) ->
          Optional.of(address + " was silent for " + after.toMillis() + " ms");
    };
  }

  /// The pid while it lives.
  Optional<Long> pid() {
    return Optional.ofNullable(process).filter(ProcessRecord::alive).map(ProcessRecord::pid);
  }

  InstanceState state() {
    var current = process;
    if (current == null || !current.alive()) {
      return new InstanceState(name, port, null, false, restarts.get(), 0, null, why);
    }
    var trouble = unwell;
    return new InstanceState(
        name,
        port,
        current.pid(),
        trouble.isEmpty(),
        restarts.get(),
        current.generation(),
        current.startedAt(),
        trouble.orElse(why));
  }

  private @Nullable String explain(boolean wanted, boolean held) {
    if (process != null) {
      return stopAskedAt == null ? null : "it is being stopped";
    }
    if (!wanted) {
      return null;
    }
    if (held) {
      return "it is held: " + host.hold(unit.name());
    }
    return "it ended; last words: " + LogTail.lastLine(host.spawner().logOf(name));
  }

  private String fill(String text) {
    return text.replace("{host}", host.address()).replace("{port}", Integer.toString(port));
  }
}
