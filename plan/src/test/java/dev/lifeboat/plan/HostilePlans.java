package dev.lifeboat.plan;

import java.nio.file.Path;

/// Program of [HostilePlanTest]: reads plan files with as little memory as its process was given,
/// and prints for each how many milliseconds passed and what was told first.
final class HostilePlans {
  private HostilePlans() {}

  public static void main(String[] files) throws Exception {
    for (var file : files) {
      long began = System.nanoTime();
      var read = Samples.READER.read(Path.of(file));
      long millis = (System.nanoTime() - began) / 1_000_000;
      var told =
          read instanceof PlanResult.Invalid(var mistakes)
              ? mistakes.getFirst().what()
              : "it was taken";
      System.out.printf("%s %d %s%n", Path.of(file).getFileName(), millis, told);
    }
  }
}
