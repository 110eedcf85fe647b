package dev.lifeboat.cli;

import dev.lifeboat.plan.Bucket;
import dev.lifeboat.plan.Database;
import dev.lifeboat.plan.Resource;
import dev.lifeboat.plan.Service;
import dev.lifeboat.plan.Traffic;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.provider.Attempt;
import dev.lifeboat.provider.Observation;
import dev.lifeboat.provider.Readiness;
import dev.lifeboat.provider.Reconciler;
import dev.lifeboat.provider.Reconcilers;
import dev.lifeboat.runbook.Goal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// A world that outlives the process that changes it: each request is a line of a file, and its
/// goal comes true some moments after it was asked for, whoever looks.
final class FileWorld {
  private static final int MOST_MILLIS = 90;

  private final Path file;
  private final long seed;

  FileWorld(Path file, long seed) {
    this.file = file;
    this.seed = seed;
  }

  /// The goals that were ever asked for, each once.
  List<String> asked() throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(line -> line.split("\t")[0]).distinct().toList()
        : List.of();
  }

  Reconcilers reconcilers(Workload workload) {
    var reconcilers = Reconcilers.forResources(workload.resources());
    for (Class<? extends Resource> type :
        List.of(Database.class, Bucket.class, Service.class, Traffic.class)) {
      reconcilers
          .with(Goal.Fenced.class, type, new Slow<>())
          .with(Goal.Promoted.class, type, new Slow<>())
          .with(Goal.Replicating.class, type, new Slow<>())
          .with(Goal.Running.class, type, new Slow<>())
          .with(Goal.Healthy.class, type, new Slow<>())
          .with(Goal.Bound.class, type, new Slow<>())
          .with(Goal.Routed.class, type, new Slow<>());
    }
    return reconcilers.build();
  }

  private synchronized Optional<Long> readyAt(Goal goal) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream()
            .map(line -> line.split("\t"))
            .filter(parts -> parts.length == 2 && parts[0].equals(goal.phrase()))
            .map(parts -> Long.parseLong(parts[1]))
            .findFirst()
        : Optional.empty();
  }

  private synchronized void ask(Goal goal) throws IOException {
    if (readyAt(goal).isEmpty()) {
      var random = new SplittableRandom(seed * 31 + goal.phrase().hashCode());
      long at = System.currentTimeMillis() + random.nextInt(MOST_MILLIS);
      Files.writeString(
          file,
          goal.phrase() + "\t" + at + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private final class Slow<G extends Goal> implements Reconciler<G> {
    @Override
    public Readiness preflight(G goal) {
      return Readiness.ready();
    }

    @Override
    public Observation observe(G goal) {
      try {
        return readyAt(goal).filter(at -> at <= System.currentTimeMillis()).isPresent()
            ? Observation.met("it was asked for a while ago")
            : Observation.pending("it takes its time");
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    @Override
    public void pursue(G goal, Attempt attempt) {
      try {
        ask(goal);
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }
  }
}
