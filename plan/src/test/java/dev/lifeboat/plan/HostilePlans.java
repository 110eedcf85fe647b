package dev.lifeboat.plan;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;

/// Program of [HostilePlanTest]: reads plan files with as little memory as its process was given,
/// and prints for each how many milliseconds of processor time it took and what was told first.
/// Before them it prints what the first one takes once the process is warm.
final class HostilePlans {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private HostilePlans() {}

  public static void main(String[] files) throws Exception {
    read(Path.of(files[0]));
    System.out.println(read(Path.of(files[0])).millis());
    for (var file : files) {
      var read = read(Path.of(file));
      System.out.printf("%s %d %s%n", Path.of(file).getFileName(), read.millis(), read.told());
    }
  }

  private static Read read(Path file) throws Exception {
    long began = THREADS.getCurrentThreadCpuTime();
    var read = Samples.READER.read(file);
    long millis = (THREADS.getCurrentThreadCpuTime() - began) / 1_000_000;
    return new Read(
        millis,
        read instanceof PlanResult.Invalid(_, var mistakes, _)
            ? mistakes.getFirst().what()
            : "it was taken");
  }

  private record Read(long millis, String told) {}
}
