package dev.lifeboat.bench;

import dev.lifeboat.engine.RunState;
import dev.lifeboat.engine.Runner;
import dev.lifeboat.engine.Runs;
import dev.lifeboat.files.FileTree;
import dev.lifeboat.journal.Entry;
import dev.lifeboat.journal.Event;
import dev.lifeboat.placement.FilePlacements;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Pace;
import dev.lifeboat.runbook.RunId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// How fast the engine is by itself: durable steps a second with the real journal on disk, the time
/// to take up its run again at half way and at the end, and the peak of the heap.
///
/// `bench/run EngineBench [FOLDER]` prints one line of JSON; the disk of FOLDER, by default the
/// system's folder for temporary files, is part of what is measured.
public final class EngineBench {
  private static final int STEPS = 10_000;
  private static final int WIDE = 64;
  private static final int SERIAL_STEPS = 500;

  /// What was measured. Seconds are wall-clock time.
  ///
  /// @param resumedSteps steps that were met when the run was taken up half way
  /// @param resumeEnd to read the whole journal of the run that is over
  /// @param journalBytes of the run that is over
  record Figures(
      int steps,
      int wide,
      double seconds,
      int resumedSteps,
      Took resumeHalf,
      Took resumeEnd,
      long journalBytes,
      long entries) {

    double stepsPerSecond() {
      return steps / seconds;
    }
  }

  /// What one thing took: the clock's seconds, and those that its thread had a processor. The two
  /// part where the machine is busy with something else.
  record Took(double seconds, double processorSeconds) {
    static Took since(long began, long processorBegan) {
      return new Took(secondsSince(began), (processorNanos() - processorBegan) / 1e9);
    }

    static long processorNanos() {
      return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
  }

  private final Path folder;
  private final FilePlacements placements;
  private final Runs runs;

  EngineBench(Path folder) {
    this.folder = folder;
    this.placements = new FilePlacements(folder);
    this.runs =
        new Runs(
            folder.resolve("runs"),
            placements,
            InstantSource.system(),
            new Random(),
            Pace.standard());
  }

  /// Measures the large runbook and a serial chain and prints the figures.
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ProblemException {
    var parent = arguments.length > 0 ? Path.of(arguments[0]) : Path.of(tmp());
    var wide =
        new EngineBench(Files.createTempDirectory(parent, "engine-bench")).measure(STEPS, WIDE);
    long peakHeap = peakHeapBytes();
    var serial =
        new EngineBench(Files.createTempDirectory(parent, "engine-bench")).measure(SERIAL_STEPS, 1);
    System.out.println(json(wide, serial, peakHeap));
  }

  private static String tmp() {
    return System.getProperty("java.io.tmpdir");
  }

  /// Runs to half way, stops, takes the run up again and runs to the end; removes its files.
  Figures measure(int steps, int wide) throws IOException, InterruptedException, ProblemException {
    placements.compareAndSet(
        Optional.empty(), Placement.first(WideRunbook.WORKLOAD, WideRunbook.SOURCE));
    var world = new InProcess();
    var run = runs.reserve().run();
    var met = new AtomicInteger();
    long began = System.nanoTime();
    var open =
        runs.open(
            new Runs.Request(
                run, new byte[0], "0".repeat(64), WideRunbook.of(steps, wide), "bench", "speed"));
    execute(open, world, steps / 2, met);
    double first = secondsSince(began);
    int half = met.get();

    long resumed = System.nanoTime();
    long processor = Took.processorNanos();
    var again = runs.resume(run, "bench");
    var resumeHalf = Took.since(resumed, processor);

    long second = System.nanoTime();
    var end = execute(again, world, Integer.MAX_VALUE, met);
    double seconds = first + secondsSince(second);
    runs.release(end);
    return figures(run, new Figures(steps, wide, seconds, half, resumeHalf, resumeHalf, 0, 0), end);
  }

  private Figures figures(RunId run, Figures so, RunState end)
      throws IOException, ProblemException {
    if (!end.isOver()) {
      throw new IllegalStateException("the run did not end: " + end.phase());
    }
    long began = System.nanoTime();
    long processor = Took.processorNanos();
    var folded = runs.read(run);
    var resumeEnd = Took.since(began, processor);
    if (!folded.phase().equals(end.phase())) {
      throw new IllegalStateException("the journal says " + folded.phase());
    }
    var journal = runs.files(run).journal();
    long bytes = Files.size(journal);
    long entries;
    try (var lines = Files.lines(journal)) {
      entries = lines.count();
    }
    FileTree.delete(folder);
    return new Figures(
        so.steps(),
        so.wide(),
        so.seconds(),
        so.resumedSteps(),
        so.resumeHalf(),
        resumeEnd,
        bytes,
        entries);
  }

  private RunState execute(Runs.OpenRun open, InProcess world, int pauseAt, AtomicInteger met)
      throws InterruptedException, ProblemException {
    try (var journal = open.journal()) {
      var runner = new AtomicReference<Runner>();
      runner.set(
          new Runner(
              InstantSource.system(),
              journal,
              open.state(),
              world.world(placements),
              entry -> count(entry, pauseAt, met, runner.get())));
      return runner.get().run();
    }
  }

  private static void count(Entry entry, int pauseAt, AtomicInteger met, Runner runner) {
    if (entry.event() instanceof Event.StepMet && met.incrementAndGet() == pauseAt) {
      runner.pause("bench");
    }
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static long peakHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage.getUsed())
        .sum();
  }

  private static String json(Figures wide, Figures serial, long peakHeap) {
    return String.format(
        Locale.ROOT,
        "{\"schema\":\"lifeboat.bench.engine/v1\",\"steps\":%d,\"wide\":%d,"
            + "\"durableStepsPerSecond\":%.0f,\"seconds\":%.2f,\"entries\":%d,"
            + "\"journalMebibytes\":%.1f,\"resumedAtStep\":%d,\"resumeHalfSeconds\":%.2f,"
            + "\"resumeHalfProcessorSeconds\":%.2f,\"resumeEndSeconds\":%.2f,"
            + "\"resumeEndProcessorSeconds\":%.2f,\"heapPeakMebibytes\":%.0f,\"heapLimitMebibytes\":%.0f,"
            + "\"serialSteps\":%d,\"serialStepsPerSecond\":%.0f,\"loadAverage\":%.1f}",
        wide.steps(),
        wide.wide(),
        wide.stepsPerSecond(),
        wide.seconds(),
        wide.entries(),
        mebibytes(wide.journalBytes()),
        wide.resumedSteps(),
        wide.resumeHalf().seconds(),
        wide.resumeHalf().processorSeconds(),
        wide.resumeEnd().seconds(),
        wide.resumeEnd().processorSeconds(),
        mebibytes(peakHeap),
        mebibytes(Runtime.getRuntime().maxMemory()),
        serial.steps(),
        serial.stepsPerSecond(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static double mebibytes(long bytes) {
    return bytes / (1024.0 * 1024.0);
  }
}
