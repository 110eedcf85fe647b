package dev.lifeboat.drill;

import dev.lifeboat.engine.People;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.provider.Faults;
import dev.lifeboat.provider.Round;
import dev.lifeboat.runbook.Step;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.watch.Detector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A place of drills that says what a test has written down, and whose time passes only while a
/// drill waits.
final class ScriptedPlace implements Drills, Faults, Narrator {
  private static final Path PLAN = Path.of("..", "examples", "storefront", "lifeboat.yaml");
  static final Instant BEGAN = Instant.parse("2026-11-20T08:00:00Z");

  final List<String> told = new ArrayList<>();
  final List<Fault> broken = new ArrayList<>();
  final List<String> forgotten = new ArrayList<>();
  final Map<String, StoredNumbers> rows = new HashMap<>();
  final Map<String, StoredNumbers> objects = new HashMap<>();

  /// What is answered next; the last one for ever.
  final Queue<List<String>> awaited = new ArrayDeque<>();

  final Queue<List<DataCheck.Part>> data = new ArrayDeque<>();
  final SortedMap<String, String> inventory = new TreeMap<>(Map.of("door", "east"));
  private final DrillContext context;
  private volatile Instant now = BEGAN;

  ScriptedPlace(Path folder) throws Exception {
    Plan plan = PlanReader.OF_ANY_PROVIDER.read(PLAN).orThrow();
    var regions =
        new MemoryRegions(
            new MemoryRegions.Kind(false), plan, Placement.first("shop", "east"), folder);
    var runs =
        new Runs(
            folder.resolve("runs"), regions.placements(), () -> now, new Random(1), regions.pace());
    var host =
        new DrillHost(() -> now, this::pass, runs, new Nobody(), this, _ -> {}, _ -> List.of());
    var drilled = new DrilledWorkload(plan, Files.readAllBytes(PLAN), plan.workload("shop"));
    this.context = new DrillContext(host, drilled, regions, this, this);
  }

  DrillContext context() {
    return context;
  }

  /// Since it began.
  Duration passed() {
    return Duration.between(BEGAN, now);
  }

  private synchronized void pass(Duration span) {
    now = now.plus(span);
  }

  static StoredNumbers numbers(Long... held) {
    return new StoredNumbers.Numbers(new TreeSet<>(Arrays.asList(held)));
  }

  private static <T> T next(Queue<T> answers, T otherwise) {
    if (answers.isEmpty()) {
      return otherwise;
    }
    return answers.size() > 1 ? answers.remove() : answers.element();
  }

  @Override
  public Canary startCanary(String client, Load load, Path log) {
    throw new IllegalStateException("nobody writes here");
  }

  @Override
  public StoredNumbers rows(String region, String client) {
    return rows.getOrDefault(region, new StoredNumbers.NoStore());
  }

  @Override
  public StoredNumbers objects(String region, String client) {
    return objects.getOrDefault(region, new StoredNumbers.NoStore());
  }

  @Override
  public List<DataCheck.Part> data(String writer) {
    return next(data, List.of());
  }

  @Override
  public void forget(String client) {
    forgotten.add(client);
  }

  @Override
  public List<String> awaited() {
    return next(awaited, List.of());
  }

  @Override
  public SortedMap<String, String> inventory(List<String> clients) {
    return inventory;
  }

  @Override
  public void inject(Fault fault) {
    broken.add(fault);
    pass(Duration.ofMillis(30));
  }

  @Override
  public String remedy(Fault fault, String plan) {
    return "mend " + fault;
  }

  @Override
  public void heal(Fault fault) {
    broken.remove(fault);
  }

  @Override
  public void begins(DrillPhase phase, String what) {
    told.add(phase.word() + ": " + what);
  }

  @Override
  public void ends(DrillPhase phase, String found) {
    told.add(phase.word() + " ends: " + found);
  }

  @Override
  public void looked(Round round, Detector detector) {}

  @Override
  public void happened(RunState state, Entry entry) {}

  private static final class Nobody implements People {
    @Override
    public Optional<Answer> ask(Step.Ask ask) {
      return Optional.empty();
    }

    @Override
    public String tell(Step.Tell tell) {
      return "told nobody";
    }
  }
}
