package dev.lifeboat.lab.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.agent.process.LivingProcess;
import dev.lifeboat.agent.process.ProcessRecord;
import dev.lifeboat.agent.process.ProcessRecords;
import dev.lifeboat.agent.process.Signal;
import dev.lifeboat.drill.Drill;
import dev.lifeboat.drill.DrillHost;
import dev.lifeboat.drill.DrillResult;
import dev.lifeboat.drill.DrilledWorkload;
import dev.lifeboat.drill.Drills;
import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.engine.World;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.journal.JournalReader;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.lab.LabKind;
import dev.lifeboat.lab.setup.RegionInit;
import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.measure.Measurement;
import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.measure.Survival;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.postgres.Endpoint;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.RestoreSource;
import dev.lifeboat.runbook.Mode;
import dev.lifeboat.runbook.RunId;
import dev.lifeboat.scenario.Scenario;
import dev.lifeboat.wire.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The storefront's lab, up for a test class, and gone without a trace afterwards.
final class RunningLab implements AutoCloseable {
  static final Path STOREFRONT = Path.of("..", "examples", "storefront").toAbsolutePath();

  private static final int SEGMENT = 6;

  final Path state;
  final Path planFile;
  final Plan plan;
  final Workload shop;
  final Lab lab;

  private RunningLab(Path state, Path planFile, Plan plan, Lab lab) {
    this.state = state;
    this.planFile = planFile;
    this.plan = plan;
    this.shop = plan.workload("shop");
    this.lab = lab;
  }

  /// Brings a lab up below a folder of its own.
  ///
  /// @param edit makes the plan that the test needs out of the storefront's
  static RunningLab up(UnaryOperator<String> edit) throws Exception {
    var planFile = LabPlanFile.prepare(edit);
    var plan = PlanReader.OF_ANY_PROVIDER.read(planFile).orThrow();
    var state = planFile.resolveSibling("state");
    SharedBinaries.linkInto(state);
    try {
      var lab = Lab.begin(plan, planFile, state);
      lab.deploy(_ -> {}, _ -> {});
      return new RunningLab(state, planFile, plan, lab);
    } catch (ProblemException | InterruptedException failed) {
      Lab.down(plan.name(), state);
      deleteTree(planFile.getParent());
      throw failed;
    }
  }

  /// The same lab under another plan: what its processes were told stays as it is.
  RunningLab planned(UnaryOperator<String> edit) throws Exception {
    var file = Files.createTempFile(planFile.getParent(), "plan-", ".yaml");
    Files.writeString(file, edit.apply(storefront()));
    var other = PlanReader.OF_ANY_PROVIDER.read(file).orThrow();
    return new RunningLab(state, file, other, Lab.attach(other, state));
  }

  /// The same, by somebody who can open vaults.
  RunningLab opened(RestoreSource.Provision vaults) {
    return new RunningLab(state, planFile, plan, lab.with(vaults));
  }

  /// The plan with users who come home all at once: for tests that are about something else.
  static String atOnce(String plan) {
    return plan.replace("failback: {", "failback: { shares: [],");
  }

  /// The storefront's plan, its command made absolute because the test's plan lies elsewhere. What
  /// stops a share is its errors, not a machine that stood still for two seconds.
  static String storefront() throws IOException {
    return Files.readString(STOREFRONT.resolve("lifeboat.yaml"))
        .replace("target/", STOREFRONT.resolve("target") + "/")
        .replace("    failover: {", "    failback: { maxLatency: 20s }\n    failover: {");
  }

  DrillResult drill(Scenario scenario) throws Exception {
    return drill().hold(scenario, "test");
  }

  Drill drill() throws Exception {
    var host =
        new DrillHost(
            Clock.systemUTC(),
            Thread::sleep,
            runs(),
            new Nobody(),
            new Silent(),
            _ -> {},
            this::resumption);
    return new Drill(host, new DrilledWorkload(plan, Files.readAllBytes(planFile), shop), lab);
  }

  private List<String> resumption(RunId run) {
    var product = JavaCommand.ofThisProcess();
    var path = new ArrayList<>(product.classPath());
    path.add(Path.of("target", "test-classes").toAbsolutePath());
    return new JavaCommand(product.java(), path, Optional.empty())
        .line(ControllerMain.class, state.toString(), run.value());
  }

  Runs runs() {
    return ControllerMain.runs(state, lab);
  }

  /// Opens a run from where the writer is.
  Runs.OpenRun open(Mode mode) throws Exception {
    var runs = runs();
    var writer = lab.placements().read("shop").orElseThrow().writer();
    var runbook = new LabKind().compiler().compile(plan, shop, mode, writer);
    return runs.open(
        new Runs.Request(
            runs.reserve().run(),
            Files.readAllBytes(planFile),
            plan.sha256(),
            runbook,
            "test",
            ""));
  }

  /// Executes a run until it ended or waits for a person.
  RunState run(Mode mode) throws Exception {
    return execute(open(mode));
  }

  RunState execute(Runs.OpenRun open) throws Exception {
    return execute(open, event -> false, () -> {});
  }

  /// Executes a run, and does `act` once, right after the first durable event of that `moment`.
  RunState execute(Runs.OpenRun open, Predicate<String> moment, Act act) throws Exception {
    var done = new AtomicBoolean();
    try (var journal = open.journal()) {
      var state =
          new Runner(
                  Clock.systemUTC(),
                  journal,
                  open.state(),
                  World.of(lab, shop, new Nobody()),
                  entry -> {
                    if (moment.test(entry.event().toString()) && done.compareAndSet(false, true)) {
                      act.now();
                    }
                  })
              .run();
      if (state.isOver()) {
        runs().release(state);
      }
      return state;
    }
  }

  /// The lab as a drill sees it.
  Drills site() throws ProblemException {
    return lab.ability(shop, Drills.class).orElseThrow();
  }

  /// The first entry whose event `moment` matches.
  Entry journalled(RunId run, Predicate<String> moment) throws ProblemException {
    return JournalReader.read(runs().files(run).journal()).entries().stream()
        .filter(entry -> moment.test(entry.event().toString()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("run " + run + " has no such event"));
  }

  boolean has(RunId run, Predicate<String> moment) throws ProblemException {
    return JournalReader.read(runs().files(run).journal()).entries().stream()
        .anyMatch(entry -> moment.test(entry.event().toString()));
  }

  /// Everything that a request of a run could change, in words that are the same while nothing is.
  List<String> facts() throws Exception {
    var facts = new ArrayList<String>();
    facts.add(lab.placements().read("shop").toString());
    facts.add(lab.clients().door("entry").table().toString());
    for (var region : List.of("east", "west")) {
      var state = lab.clients().agent(region).freshState("orders");
      var orders = Objects.requireNonNull(state.databases().get("orders"));
      facts.add(
          "%s orders: %s, epoch %d, recovery %s, restarts %d"
              .formatted(
                  region,
                  orders.duty().role(),
                  orders.duty().epoch(),
                  orders.writable().map(writable -> !writable),
                  orders.care().restarts()));
      var web = Objects.requireNonNull(state.units().get("web"));
      facts.add("%s web: %d, bound to %s".formatted(region, web.wanted(), web.binding()));
      var images = lab.clients().bucket(region, "images").state();
      facts.add("%s images: %s, epoch %d".formatted(region, images.role(), images.epoch()));
    }
    return facts;
  }

  /// What is where once nothing is under way, to be compared with later.
  SortedMap<String, String> atRest() throws Exception {
    awaitRest();
    return new WholeInventory(lab.clients(), site()).take();
  }

  void awaitRest() {
    LabAwait.until(this::rests);
  }

  private boolean rests() {
    try {
      return new WholeInventory(lab.clients(), site()).rests();
    } catch (ProblemException | IOException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      throw stopped(interrupted);
    }
  }

  /// What is where, as a drill compares it; nothing while that cannot be told.
  SortedMap<String, String> inventory() {
    try {
      return new WholeInventory(lab.clients(), site()).take();
    } catch (ProblemException notYet) {
      return Collections.emptySortedMap();
    } catch (InterruptedException interrupted) {
      throw stopped(interrupted);
    }
  }

  static void assertDone(RunState state) {
    assertThat(state.phase()).isInstanceOf(RunState.Phase.Ended.class);
    assertThat(((RunState.Phase.Ended) state.phase()).outcome())
        .as("%s", state.phase())
        .isEqualTo(Event.Outcome.DONE);
  }

  /// Something a test does to the world in the middle of a run.
  @FunctionalInterface
  interface Act {
    void run() throws Exception;

    default void now() {
      try {
        run();
      } catch (Exception failed) {
        throw new IllegalStateException(failed);
      }
    }
  }

  /// Waits until the agent of a region that was healed answers.
  ///
  /// @throws AssertionError when it never does, with what it logged
  void awaitAgent(String region) {
    var log = lab.folder().region(region).resolve("logs").resolve(RegionInit.AGENT + ".log");
    LabAwait.until(
        log,
        () -> {
          try {
            var _ = lab.clients().agent(region).health();
            return true;
          } catch (IOException | InterruptedException silent) {
            return false;
          }
        });
  }

  /// Ends the agent of a region and its init alone: what it had started lives on, unsupervised.
  void killAgent(String region) throws Exception {
    for (var name : List.of(RegionInit.INIT, RegionInit.AGENT)) {
      var process = process(region, name);
      lab.clients().host().kill(Signal.KILL, List.of(process.pid()));
      LabAwait.until(() -> !process.alive());
    }
  }

  /// Starts what [#killAgent] ended.
  void startAgent(String region) throws Exception {
    new RegionInit(lab.folder(), region).begin();
    awaitAgent(region);
  }

  /// A living process of a region, by the name in its record.
  ProcessRecord process(String region, String name) throws Exception {
    return new ProcessRecords(lab.folder().region(region)).living(name).orElseThrow();
  }

  /// The database by its own address, as services of its region log in to it: past the WAN, the
  /// front door and everything that a fence may have closed on the way.
  Endpoint direct(String region, String database) {
    var port = lab.clients().topology().region(region).database(database).port();
    return lab.clients().at(region, port, database, false);
  }

  String writer() throws ProblemException {
    return lab.placements().read("shop").orElseThrow().writer();
  }

  /// Starts a canary in a folder of its own and waits until its writes succeed.
  RunningCanary canary(String client) throws Exception {
    var folder = Files.createDirectories(state.resolve("canaries").resolve(client));
    var log = folder.resolve("canary.jsonl");
    var canary = site().startCanary(client, plan.lab().canary().ratePerSecond(), log);
    assertThat(canary.awaitSteady(5, 60)).as("canary %s is served", client).isTrue();
    return new RunningCanary(client, log, canary);
  }

  /// A canary of a test, with what became of its writes.
  final class RunningCanary implements AutoCloseable {
    final String client;
    final Path log;
    final Drills.Canary canary;

    private RunningCanary(String client, Path log, Drills.Canary canary) {
      this.client = client;
      this.log = log;
      this.canary = canary;
    }

    /// The acknowledged writes that `region` does not hold, after the canary has stopped.
    Survival.Counted survivalIn(String region) throws Exception {
      canary.stop();
      var recording = recording();
      StoredNumbers rows = site().rows(region, client);
      StoredNumbers objects = site().objects(region, client);
      var measured =
          Measurement.of(
              recording,
              dev.lifeboat.measure.FaultTime.at(recording.header().startedAt()),
              rows,
              objects);
      return (Survival.Counted) measured.writes().survival();
    }

    /// What it wrote down so far.
    CanaryHistory recording() throws Exception {
      return CanaryHistory.parse(Files.readAllBytes(log));
    }

    /// The longest time between two acknowledgements that followed each other.
    Duration longestPause() throws Exception {
      var longest = Duration.ZERO;
      var before = Instant.MAX;
      for (var at : acknowledgements()) {
        if (before.plus(longest).isBefore(at)) {
          longest = Duration.between(before, at);
        }
        before = at;
      }
      return longest;
    }

    private List<Instant> acknowledgements() throws Exception {
      return recording().writes().stream()
          .filter(CanaryAttempt::acknowledged)
          .flatMap(write -> write.outcome().ended().stream())
          .sorted()
          .toList();
    }

    private boolean answers(String region) {
      try {
        var _ = lab.clients().agent(region).health();
        return true;
      } catch (IOException | InterruptedException silent) {
        return false;
      }
    }

    @Override
    public void close() throws ProblemException {
      canary.stop();
      try {
        // A region that is still lost has nothing that could be forgotten.
        if (lab.clients().topology().regions().keySet().stream().allMatch(this::answers)) {
          site().forget(client);
        }
      } catch (InterruptedException interrupted) {
        throw stopped(interrupted);
      }
    }
  }

  /// Every living process of the lab, regions and edge.
  List<LivingProcess> processes() throws Exception {
    var all = new ArrayList<LivingProcess>();
    for (var region : List.of("east", "west", "edge")) {
      all.addAll(lab.clients().living(region));
    }
    return all;
  }

  /// The System V segments of its servers, as the last line but one of `postmaster.pid` names them.
  List<String> sharedMemory() throws IOException {
    var segments = new ArrayList<String>();
    for (var region : List.of("east", "west")) {
      var file = lab.folder().database(region, "orders").resolve("postmaster.pid");
      segments.add(Files.readAllLines(file).get(SEGMENT).strip().split("\\s+")[1]);
    }
    return segments;
  }

  static List<String> sharedMemoryOfTheHost() throws IOException {
    var table = Path.of("/proc/sysvipc/shm");
    return Files.exists(table)
        ? Files.readAllLines(table).stream().map(it -> it.strip().split("\\s+")[1]).toList()
        : List.of();
  }

  @Override
  public void close() throws ProblemException {
    try {
      Lab.down(plan.name(), state);
      deleteTree(planFile.getParent());
    } catch (InterruptedException interrupted) {
      throw stopped(interrupted);
    }
  }

  static void deleteTree(Path root) {
    try (var files = Files.walk(root)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException undeletable) {
      throw new java.io.UncheckedIOException(undeletable);
    }
  }

  private static IllegalStateException stopped(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", interrupted);
  }

  /// Answers no question and takes every message.
  private static final class Nobody implements dev.lifeboat.engine.People {
    @Override
    public Optional<Answer> ask(dev.lifeboat.runbook.Step.Ask ask) {
      return Optional.empty();
    }

    @Override
    public String tell(dev.lifeboat.runbook.Step.Tell tell) {
      return "told nobody";
    }
  }

  private static final class Silent implements dev.lifeboat.drill.Narrator {
    @Override
    public void begins(dev.lifeboat.drill.DrillPhase phase, String what) {}

    @Override
    public void ends(dev.lifeboat.drill.DrillPhase phase, String found) {}

    @Override
    public void looked(dev.lifeboat.provider.Round round, dev.lifeboat.watch.Detector detector) {}

    @Override
    public void happened(RunState state, dev.lifeboat.journal.Entry entry) {}
  }
}
