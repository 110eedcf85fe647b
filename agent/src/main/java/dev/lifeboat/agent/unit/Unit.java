package dev.lifeboat.agent.unit;

import dev.lifeboat.agent.config.UnitConfig;
import dev.lifeboat.agent.state.UnitRequest;
import dev.lifeboat.agent.state.UnitState;
import dev.lifeboat.files.JsonFile;
import dev.lifeboat.watch.Repetition;
import dev.lifeboat.wire.HttpProbe;
import dev.lifeboat.wire.Wait;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Keeps the instances of one command running. Two threads tend each from [#begin] until [#end]:
/// one starts and stops, one asks for health, so that a hung instance delays no restart.
public final class Unit {
  private static final Logger LOG = System.getLogger(Unit.class.getName());

  /// How soon a death or a removed hold is seen.
  private static final Duration TEND_EVERY = Duration.ofMillis(50);

  /// How soon it is seen that an instance hangs, and that one is well again. Most are well.
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Wait STOP = new Wait(Duration.ofSeconds(8), TEND_EVERY);

  private final UnitConfig config;
  private final Host host;
  private final JsonFile<DesiredInstances> wishFile;
  private final List<UnitInstance> instances = new ArrayList<>();
  private final List<Repetition> works = new ArrayList<>();
  private volatile DesiredInstances wish;
  private final Object tending = new Object();
  private volatile boolean ending;

  /// Reads the last wish; starts nothing.
  ///
  /// @throws IOException if an earlier wish cannot be read
  public Unit(UnitConfig config, Host host) throws IOException {
    this.config = config;
    this.host = host;
    this.wishFile =
        new JsonFile<>(
            host.state().resolve("units").resolve(config.name() + ".json"),
            DesiredInstances.class,
            "does not hold a unit's wish");
    this.wish = wishFile.read().orElseGet(() -> new DesiredInstances(config.count(), 0, null));
    for (int index = 0; index < config.instances().size(); index++) {
      instances.add(new UnitInstance(config, index, host));
    }
  }

  /// Adopts what lives and starts what is missing.
  public void begin() throws IOException {
    var probe = new HttpProbe();
    for (var instance : instances) {
      instance.adopt();
      works.add(work("tend ", instance, () -> TEND_EVERY, () -> tend(instance)));
      works.add(
          work(
              "look ",
              instance,
              () -> instance.isWell() ? LOOK_EVERY : LOOK_AGAIN,
              () -> instance.look(probe)));
    }
    works.forEach(Repetition::begin);
  }

  private static Repetition work(
      String doing, UnitInstance instance, Supplier<Duration> rest, Repetition.Turn work) {
    var name = doing + instance.name();
    return new Repetition(
        name,
        Thread::sleep,
        rest,
        work,
        (failure, _) -> LOG.log(Level.ERROR, name + " failed and will be tried again", failure));
  }

  /// Changes how many run or what they are bound to, and restarts those that were started under a
  /// lower generation. Durable when it returns; the instances follow.
  ///
  /// @return false, with nothing changed, if the generation is lower than the one known
  public synchronized boolean want(UnitRequest request) throws IOException {
    int count = Objects.requireNonNullElse(request.count(), wish.count());
    if (count > instances.size()) {
      throw new IllegalArgumentException(
          "%s has %d instances, asked for %d".formatted(config.name(), instances.size(), count));
    }
    var binding = request.binding() == null ? wish.binding() : request.binding();
    if (binding != null && !config.bindings().containsKey(binding)) {
      throw new IllegalArgumentException(
          "%s has bindings %s, asked for %s"
              .formatted(config.name(), config.bindings().keySet(), binding));
    }
    // Another binding holds once its instances were started anew, which a generation tells.
    boolean rebinds = !Objects.equals(binding, wish.binding());
    long least = rebinds ? wish.generation() + 1 : wish.generation();
    if ((rebinds || request.generation() != 0) && request.generation() < least) {
      return false;
    }
    var wanted =
        new DesiredInstances(count, Math.max(request.generation(), wish.generation()), binding);
    wishFile.write(wanted);
    wish = wanted;
    return true;
  }

  /// Stops every instance, politely at first; returns when they are gone or after the limit.
  public void end() throws InterruptedException {
    // A start that is under way comes to its end, and to its record, first.
    synchronized (tending) {
      ending = true;
    }
    var _ = STOP.until(() -> instances.stream().allMatch(it -> it.pid().isEmpty()));
    for (var work : works) {
      work.end();
    }
  }

  public String name() {
    return config.name();
  }

  public boolean essential() {
    return config.essential();
  }

  public UnitState state() {
    var wanted = wish;
    return new UnitState(
        wanted.count(),
        wanted.generation(),
        binding(wanted),
        host.isHeld(config.name()),
        config.essential(),
        instances.stream().map(UnitInstance::state).toList());
  }

  private void tend(UnitInstance instance) throws IOException, InterruptedException {
    var wanted = wish;
    synchronized (tending) {
      boolean runs = !ending && instances.indexOf(instance) < wanted.count();
      var bound = binding(wanted);
      instance.tend(
          runs,
          wanted.generation(),
          bound == null ? Map.of() : config.bindings().getOrDefault(bound, Map.of()));
    }
  }

  private @Nullable String binding(DesiredInstances wanted) {
    return wanted.binding() == null ? config.binding() : wanted.binding();
  }
}
