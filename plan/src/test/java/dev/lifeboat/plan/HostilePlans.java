package dev.lifeboat.plan;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/// Program of [HostilePlanTest]: reads plan files with as little memory as its process was given,
/// and prints for each how many milliseconds of processor time it took and what was told first.
final class HostilePlans {
  private HostilePlans() {}

  public static void main(String[] files) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    for (var file : files) {
      long began = threads.getCurrentThreadCpuTime();
      var read = Samples.READER.read(Path.of(file));
      long millis = (threads.getCurrentThreadCpuTime() - began) / 1_000_000;
      var told =
          read instanceof PlanResult.Invalid(_, var mistakes, _)
              ? mistakes.getFirst().what()
              : "it was taken";
      System.out.printf("%s %d %s%n", Path.of(file).getFileName(), millis, told);
    }
  }
}
