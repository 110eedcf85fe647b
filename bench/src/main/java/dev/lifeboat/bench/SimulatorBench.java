package dev.lifeboat.bench;

import dev.lifeboat.lab.LabKind;
import dev.lifeboat.plan.PlanReader;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.simulate.Simulation;
import dev.lifeboat.simulate.StepTimes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How many moves of a plan's first workload one processor core simulates in a second, with the
/// documented step durations and with one thread.
///
/// `bench/run SimulatorBench PLAN [ROUNDS]` plays 10 000 worlds a round and prints a line for each
/// round, by the processor time of its thread: the first rounds are those in which the JVM
/// compiles.
public final class SimulatorBench {
  private static final int WORLDS = 10_000;
  private static final int ROUNDS = 10;

  private SimulatorBench() {}

  /// Worlds a second of processor time, round by round.
  ///
  /// @throws IllegalStateException when a world broke a rule
  static List<Double> measure(Simulation simulation, int worlds, int rounds) {
    var threads = ManagementFactory.getThreadMXBean();
    var perSecond = new ArrayList<Double>();
    for (int round = 0; round < rounds; round++) {
      long began = threads.getCurrentThreadCpuTime();
      for (long seed = 1; seed <= worlds; seed++) {
        if (!simulation.play(seed).violations().isEmpty()) {
          throw new IllegalStateException("seed " + seed + " broke a rule");
        }
      }
      perSecond.add(worlds * 1e9 / (threads.getCurrentThreadCpuTime() - began));
    }
    return perSecond;
  }

  public static void main(String[] arguments) throws IOException, ProblemException {
    var plan = PlanReader.OF_ANY_PROVIDER.read(Path.of(arguments[0])).orThrow();
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
    var workload = plan.workloads().values().iterator().next();
    var simulation = Simulation.of(new LabKind().compiler(), plan, workload, StepTimes.standard());
    for (double perSecond : measure(simulation, WORLDS, rounds)) {
      System.out.printf(
          Locale.ROOT,
          "{\"workload\":\"%s\",\"worlds\":%d,\"perSecondAndCore\":%.0f}%n",
          workload.name(),
          WORLDS,
          perSecond);
    }
  }
}
