package dev.lifeboat.engine;

import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.Journal;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.placement.ChainEnd;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.rules.ObeyedRules;
import dev.lifeboat.runbook.Goal;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.runbook.Runbook;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.runbook.Storefront;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/// One process of the controller on a [SimulatedWorld], with its files in a folder that outlives
/// it. Can be made to die at its Nth effect: an append, a change of a placement, an intent, or a
/// request. Once dead nothing of it has an effect any more.
final class SimulatedController {
  static final Pace QUICK =
      new Pace(
          Duration.ofNanos(100_000),
          Duration.ofMillis(1),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          Duration.ofMillis(200),
          Duration.ofSeconds(1));

  private static final Duration LONGEST = Duration.ofSeconds(5);

  /// What may fail or wait instead of reaching the world.
  interface Trouble {
    default void beforePursuit(Goal goal, Attempt attempt)
        throws InterruptedException, ProblemException {}

    default Readiness preflight(Goal goal) {
      return Readiness.ready();
    }

    default void beforeLook(Goal goal) throws InterruptedException {}

    default void beforeAppend() throws ProblemException {}
  }

  private final SimulatedWorld world;
  private final Plan plan;
  private final InstantSource clock;
  private final Runs runs;
  private final Placements files;
  private final AtomicInteger effects = new AtomicInteger();
  private final List<String> done = new ArrayList<>();
  private ControllerDeath death = ControllerDeath.BEFORE;
  private int diesAt = Integer.MAX_VALUE;
  private volatile boolean dead;
  private Trouble trouble = new Trouble() {};
  private People people = new SilentPeople();
  private Consumer<Runner> onStart = _ -> {};
  private Consumer<Entry> listener = _ -> {};
  private Function<Goal, Duration> deadline = _ -> LONGEST;

  SimulatedController(SimulatedWorld world, Plan plan, Path folder) {
    this(world, plan, folder, InstantSource.system());
  }

  /// @param clock by which its runs wait and run out of time
  SimulatedController(SimulatedWorld world, Plan plan, Path folder, InstantSource clock) {
    this.world = world;
    this.plan = plan;
    this.clock = clock;
    this.files = new FilePlacements(folder);
    this.runs = new Runs(folder.resolve("runs"), new DyingPlacements(), clock, new Random(), QUICK);
  }

  SimulatedController dying(ControllerDeath how, int effect) {
    death = how;
    diesAt = effect;
    return this;
  }

  SimulatedController with(Trouble newTrouble) {
    trouble = newTrouble;
    return this;
  }

  SimulatedController with(People newPeople) {
    people = newPeople;
    return this;
  }

  /// Every step gets this deadline at most.
  SimulatedController within(Duration shorter) {
    return within(shorter, _ -> true);
  }

  /// Every step that reaches one of `goals` gets this deadline at most.
  SimulatedController within(Duration shorter, Predicate<Goal> goals) {
    deadline = goal -> goals.test(goal) ? shorter : LONGEST;
    return this;
  }

  SimulatedController onStart(Consumer<Runner> started) {
    onStart = started;
    return this;
  }

  SimulatedController listening(Consumer<Entry> newListener) {
    listener = newListener;
    return this;
  }

  Runs runs() {
    return runs;
  }

  boolean dead() {
    return dead;
  }

  /// Writes the placement of a workload that was never moved.
  void placeFirst() throws ProblemException {
    files.compareAndSet(Optional.empty(), Placement.first(Storefront.SHOP, plan.primary().name()));
  }

  Placement placement() throws ProblemException {
    return files.read(Storefront.SHOP).orElseThrow();
  }

  RunState run(Mode mode) throws InterruptedException, ProblemException {
    return execute(open(mode));
  }

  Runs.OpenRun open(Mode mode) throws ProblemException {
    var runbook = shortened(Storefront.runbook(plan, mode, placement().writer()));
    return runs.open(
        new Runs.Request(
            runs.reserve().run(),
            new byte[] {'x'},
            Storefront.PLAN_SHA_256,
            runbook,
            "someone",
            "a test"));
  }

  RunState resume(RunId run) throws InterruptedException, ProblemException {
    return execute(runs.resume(run, "someone"));
  }

  /// Takes up a run with a person's word on what cannot be proven.
  RunState resume(RunId run, FenceOverride override) throws InterruptedException, ProblemException {
    var word = override.of(runs.read(run), outside());
    return execute(runs.resume(run, override.by(), word));
  }

  /// Takes up a run with a person's word on a loss.
  RunState resume(RunId run, LossAcceptance accepted)
      throws InterruptedException, ProblemException {
    var word = accepted.of(runs.read(run), outside());
    return execute(runs.resume(run, accepted.by(), word));
  }

  /// Takes up the newest run if it is not over; what a person does after a crash.
  RunState resumeNewest(Mode mode) throws InterruptedException, ProblemException {
    var newest = runs.list().stream().findFirst();
    if (newest.isEmpty()) {
      return run(mode);
    }
    var state = runs.read(newest.get());
    if (state.isOver()) {
      runs.release(state);
      return state;
    }
    return resume(newest.get());
  }

  RunState execute(Runs.OpenRun open) throws InterruptedException, ProblemException {
    try (var journal = new DyingJournal(open)) {
      var runner = new Runner(clock, journal, open.state(), outside(), listener);
      onStart.accept(runner);
      var state = runner.run();
      ObeyedRules.check(JournalReader.read(open.files().journal()).entries());
      if (state.isOver()) {
        runs.release(state);
      }
      return state;
    }
  }

  World outside() {
    return new World(
        reconcilers(),
        _ -> Observation.met("200"),
        people,
        Optional.empty(),
        new DyingPlacements(),
        (region, _, intent) -> effect("intent in " + region + ": " + stepOf(intent), _ -> {}));
  }

  private static String stepOf(Event intent) {
    return switch (intent) {
      case Event.PromotionIntended(var step, _, _, _, _) -> step.value();
      case Event.PursuitIntended(var step, _) -> step.value();
      default -> intent.toString();
    };
  }

  /// What this controller did, in order.
  List<String> done() {
    synchronized (done) {
      return List.copyOf(done);
    }
  }

  private Runbook shortened(Runbook runbook) {
    var steps =
        runbook.steps().stream()
            .map(step ->
                step instanceof Step.Reach(var id, var goal, var after, var longest, var undo)
                        && longest.compareTo(deadline.apply(goal)) > 0
                    ? new Step.Reach(id, goal, after, deadline.apply(goal), undo)
                    : step)
            .toList();
    return new Runbook(
        runbook.plan(),
        runbook.workload(),
        runbook.mode(),
        runbook.strategy(),
        runbook.source(),
        runbook.target(),
        steps);
  }

  private Reconcilers reconcilers() {
    var builder = Reconcilers.forResources(plan.workload(Storefront.SHOP).resources());
    for (var resource : plan.workload(Storefront.SHOP).resources().values()) {
      for (var goal : Goal.class.getPermittedSubclasses()) {
        builder.with(goal.asSubclass(Goal.class), resource.getClass(), new Reaching());
      }
    }
    return builder.build();
  }

  private final class Reaching implements Reconciler<Goal> {
    @Override
    public Readiness preflight(Goal goal) {
      return trouble.preflight(goal);
    }

    @Override
    public Observation observe(Goal goal) throws InterruptedException {
      requireAlive();
      trouble.beforeLook(goal);
      requireAlive();
      return world.observe(goal);
    }

    @Override
    public void pursue(Goal goal, Attempt attempt) throws InterruptedException, ProblemException {
      trouble.beforePursuit(goal, attempt);
      effect("pursue " + goal.phrase(), _ -> world.pursue(goal, attempt));
    }
  }

  private interface Effect {
    void happen(ControllerDeath death) throws ProblemException;
  }

  private void requireAlive() {
    if (dead) {
      throw new SimulatedCrash("dead already");
    }
  }

  private void effect(String what, Effect effect) throws ProblemException {
    requireAlive();
    boolean last = effects.incrementAndGet() == diesAt;
    if (last && death == ControllerDeath.BEFORE) {
      die("before " + what);
    }
    effect.happen(last ? death : ControllerDeath.AFTER);
    synchronized (done) {
      done.add(what);
    }
    if (last) {
      die("after " + what);
    }
  }

  private void die(String at) {
    dead = true;
    throw new SimulatedCrash(at);
  }

  private final class DyingPlacements implements Placements {
    @Override
    public Optional<Placement> read(String workload) throws ProblemException {
      requireAlive();
      return files.read(workload);
    }

    @Override
    public void compareAndSet(Optional<Placement> expected, Placement next)
        throws ProblemException {
      effect("place " + next, _ -> files.compareAndSet(expected, next));
    }

    @Override
    public Optional<ChainEnd> chainEnd(String workload) throws ProblemException {
      requireAlive();
      return files.chainEnd(workload);
    }

    @Override
    public void compareAndSetEnd(Optional<ChainEnd> expected, ChainEnd next)
        throws ProblemException {
      effect("keep " + next, _ -> files.compareAndSetEnd(expected, next));
    }
  }

  private final class DyingJournal implements Journal {
    private final Runs.OpenRun open;

    DyingJournal(Runs.OpenRun open) {
      this.open = open;
    }

    @Override
    public List<Entry> append(long expectedSequence, List<Event> events, Instant at)
        throws ProblemException {
      trouble.beforeAppend();
      var entries = new ArrayList<Entry>();
      effect(
          "append " + events,
          how -> {
            var file = open.files().journal();
            long before = sizeOf(file);
            entries.addAll(open.journal().append(expectedSequence, events, at));
            tear(how, file, before);
          });
      return entries;
    }

    @Override
    public long nextSequence() {
      return open.journal().nextSequence();
    }

    @Override
    public void close() throws ProblemException {
      open.journal().close();
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static void tear(ControllerDeath death, Path file, long before) {
    long middle = (before + sizeOf(file)) / 2;
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      switch (death) {
        case HALFWAY -> channel.truncate(middle);
        case LATER_HALF ->
            channel.write(ByteBuffer.allocate(Math.toIntExact(middle - before)), before);
        case BEFORE, AFTER -> {}
      }
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /// Nobody is there; messages are handed over all the same.
  static final class SilentPeople implements People {
    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.empty();
    }

    @Override
    public String tell(Step.Tell tell) {
      return "told";
    }
  }
}
