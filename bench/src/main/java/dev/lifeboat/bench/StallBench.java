package dev.lifeboat.bench;

import dev.lifeboat.drill.Drills;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.measure.CanaryAttempt;
import dev.lifeboat.measure.CanaryHistory;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Fault;
import dev.lifeboat.watch.Detector;
import dev.lifeboat.watch.Watcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.json.JsonMapper;

/// How often the watch would fail over although the primary is only troubled: a lab under load, its
/// primary region stopped for a second, short of processors, or with its database restarted, again
/// and again. Every time that the watch calls the primary lost is a false failover.
///
/// `bench/run StallBench PLAN [MINUTES [SEED]]` prints one line of JSON.
public final class StallBench {
  private static final int DEFAULT_MINUTES = 60;
  private static final Duration STALL = Duration.ofSeconds(1);
  private static final Duration BURN = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(8);
  private static final Duration PORTION = Duration.ofMinutes(1);
  private static final int STEADY_SECONDS = 60;

  private final Plan plan;
  private final Workload workload;
  private final Lab lab;
  private final SplittableRandom random;
  private final AtomicInteger lost = new AtomicInteger();
  private int stalls;
  private int burns;
  private int restarts;
  private int sent;
  private int acknowledged;

  private StallBench(Plan plan, Lab lab, long seed) {
    this.plan = plan;
    this.workload = plan.workloads().values().iterator().next();
    this.lab = lab;
    this.random = new SplittableRandom(seed);
  }

  public static void main(String[] arguments) throws Exception {
    var planFile = Path.of(arguments[0]);
    int minutes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DEFAULT_MINUTES;
    long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
    var plan = PlanReader.OF_ANY_PROVIDER.read(planFile).orThrow();
    var state = Files.createTempDirectory("lifeboat-bench-");
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      var lab = Lab.begin(plan, planFile, state);
      lab.deploy(_ -> {}, _ -> {});
      var bench = new StallBench(plan, lab, seed);
      bench.run(Duration.ofMinutes(minutes), state);
      bench.print(minutes, seed);
    } finally {
      Lab.down(plan.name(), state);
      FileTree.delete(state);
    }
  }

  /// The span counts loaded time alone. Portions keep the bucket small: the lab's S3 server reads a
  /// list of all its objects at each request, and an hour of writes would drown it.
  private void run(Duration span, Path folder) throws Exception {
    var watch = Thread.ofVirtual().start(this::watch);
    try {
      for (var left = span; left.isPositive(); left = left.minus(PORTION)) {
        var client = "stalls-" + left.toMinutes();
        load(client, left.compareTo(PORTION) < 0 ? left : PORTION, folder.resolve(client));
        drills().forget(client);
      }
    } finally {
      watch.interrupt();
      watch.join();
    }
  }

  private Drills drills() throws ProblemException {
    return lab.ability(workload, Drills.class).orElseThrow();
  }

  private void load(String client, Duration portion, Path log) throws Exception {
    try (var canary = drills().startCanary(client, plan.lab().canary().ratePerSecond(), log)) {
      if (!canary.awaitSteady(plan.lab().canary().confirm(), STEADY_SECONDS)) {
        throw new IllegalStateException("'%s' takes no writes".formatted(workload.name()));
      }
      long end = System.nanoTime() + portion.toNanos();
      while (System.nanoTime() < end) {
        trouble();
        Thread.sleep(PAUSE);
      }
      canary.stop();
    }
    var writes = CanaryHistory.parse(Files.readAllBytes(log)).writes();
    sent += writes.size();
    acknowledged +=
        (int)
            writes.stream()
                .filter(it -> it.outcome() instanceof CanaryAttempt.Acknowledged)
                .count();
  }

  private void watch() {
    try {
      var watcher =
          new Watcher(
              Clock.systemUTC(),
              Thread::sleep,
              lab.views(workload, plan.primary().name()),
              (_, _) -> {});
      while (true) {
        watcher.untilDown(workload.failover().detect(), Instant.MAX).ifPresent(this::falseAlarm);
      }
    } catch (InterruptedException _) {
      // The end of the bench.
    } catch (dev.lifeboat.problem.ProblemException unwatched) {
      throw new IllegalStateException(unwatched);
    }
  }

  private void falseAlarm(Detector.Verdict.Down down) {
    lost.incrementAndGet();
    System.err.println("called lost: " + down);
  }

  private void trouble() throws Exception {
    var primary = plan.primary().name();
    switch (random.nextInt(3)) {
      case 0 -> {
        stalls++;
        var stall = new Fault.RegionHung(primary);
        lab.faults().inject(stall);
        Thread.sleep(STALL);
        lab.faults().heal(stall);
      }
      case 1 -> {
        burns++;
        burn();
      }
      default -> {
        restarts++;
        var database = workload.resources(Database.class).getFirst().name();
        lab.faults().inject(new Fault.PostmasterLost(database, primary));
      }
    }
  }

  /// More busy threads than there are processors.
  private static void burn() throws InterruptedException {
    int threads = 2 * Runtime.getRuntime().availableProcessors();
    long end = System.nanoTime() + BURN.toNanos();
    var busy = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      busy[i] =
          Thread.ofPlatform()
              .daemon()
              .start(() -> {
                while (System.nanoTime() < end) {
                  Thread.onSpinWait();
                }
              });
    }
    for (var thread : busy) {
      thread.join();
    }
  }

  private void print(int minutes, long seed) {
    var json = JsonMapper.shared();
    var line = json.createObjectNode();
    line.put("bench", "stall").put("minutes", minutes).put("seed", seed);
    line.put("stalls", stalls).put("fullCpu", burns).put("restarts", restarts);
    line.put("writes", sent).put("acknowledged", acknowledged);
    line.put("falseFailovers", lost.get());
    System.out.println(json.writeValueAsString(line));
  }
}
