package dev.lifeboat.agent.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The host's process table: what lives in a region or in a data directory, and the one place that
/// sends signals. It stands outside the regions, as a hypervisor does, so that what it says about
/// the death of a region may count as proof. The calling process is never part of an answer.
/// Thread-safe; keeps nothing between calls.
public final class ProcessTable {
  private static final long KILL_SECONDS = 10;
  // Nothing, or the number of an instance.
  private static final Pattern INSTANCE = Pattern.compile("(-[0-9]+)?");
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final ProcessScan scan;

  ProcessTable(ProcessScan scan) {
    this.scan = scan;
  }

  public static ProcessTable ofThisHost() {
    return new ProcessTable(ProcessScan.ofThisHost());
  }

  /// Every process of the region, by any of: its record, its environment, its current folder below
  /// one of the roots, or descent from such a process.
  public List<LivingProcess> living(RegionScope scope) throws IOException, InterruptedException {
    var recorded = new HashSet<Long>();
    for (var record : new ProcessRecords(scope.state()).all()) {
      if (record.alive()) {
        recorded.add(record.pid());
      }
    }
    return find(seen ->
        recorded.contains(seen.process().pid())
            || marked(seen, scope)
            || scope.roots().stream().anyMatch(root -> below(seen, root)));
  }

  /// Every process whose current folder is `dataDirectory` or below it. PostgreSQL's postmaster and
  /// all its children stay there for life, also as orphans.
  public List<LivingProcess> processesIn(Path dataDirectory)
      throws IOException, InterruptedException {
    return find(seen -> below(seen, dataDirectory));
  }

  /// Every process that was started in that region under one of the names, or as a numbered
  /// instance of it such as `web-0`, recorded or not; and every process that works below `folder`.
  /// One scan.
  public List<LivingProcess> named(
      Path lab, String region, Collection<String> names, Optional<Path> folder)
      throws IOException, InterruptedException {
    return find(seen ->
        startedAs(seen, lab, region, names)
            || folder.filter(directory -> below(seen, directory)).isPresent());
  }

  private static boolean startedAs(
      ProcessScan.Seen seen, Path lab, String region, Collection<String> names) {
    var process = seen.markers().get(Spawner.PROCESS);
    return process != null
        && lab.toString().equals(seen.markers().get(Spawner.LAB))
        && region.equals(seen.markers().get(Spawner.REGION))
        && names.stream()
            .anyMatch(name ->
                process.startsWith(name)
                    && INSTANCE.matcher(process.substring(name.length())).matches());
  }

  /// Sends one signal to many processes by a single `kill`, so that they get it close together.
  /// Processes that are gone already are fine.
  public void kill(Signal signal, Collection<Long> pids) throws IOException, InterruptedException {
    if (pids.isEmpty()) {
      return;
    }
    var command = new ArrayList<>(List.of("sh", "-c", "kill -\"$0\" \"$@\"", signal.name()));
    for (var pid : new TreeSet<>(pids)) {
      if (pid < 2) {
        throw new IllegalArgumentException("refusing to send " + signal + " to pid " + pid);
      }
      command.add(Long.toString(pid));
    }
    var kill = new ProcessBuilder(command).redirectErrorStream(true).start();
    kill.getOutputStream().close();
    var said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!kill.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
      kill.destroyForcibly();
      throw new IOException("kill -" + signal + " did not end: " + said);
    }
  }

  /// Ends everything in the region by SIGKILL, until two looks in a row find nothing: a process may
  /// fork between a look and the kill, and shows no environment while it becomes another program.
  ///
  /// @return how many processes were sent the signal
  /// @throws IOException if something still lives after `limit`
  public int killAll(RegionScope scope, Duration limit) throws IOException, InterruptedException {
    return killUntilNone(() -> living(scope), limit, "region " + scope.region());
  }

  /// Ends everything that works in the data directory, in the way of [#killAll].
  public int killAllIn(Path dataDirectory, Duration limit)
      throws IOException, InterruptedException {
    return killUntilNone(() -> processesIn(dataDirectory), limit, dataDirectory.toString());
  }

  private int killUntilNone(Look look, Duration limit, String where)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    var killed = new HashSet<Long>();
    boolean seenNone = false;
    while (true) {
      var pids = look.now().stream().map(LivingProcess::pid).toList();
      if (pids.isEmpty() && seenNone) {
        return killed.size();
      }
      seenNone = pids.isEmpty();
      if (System.nanoTime() > end && !pids.isEmpty()) {
        throw new IOException("in " + where + " processes " + pids + " outlived SIGKILL");
      }
      killed.addAll(pids);
      kill(Signal.KILL, pids);
      Thread.sleep(PAUSE);
    }
  }

  private List<LivingProcess> find(Predicate<ProcessScan.Seen> belongs)
      throws IOException, InterruptedException {
    var all = scan.look();
    var pids = new HashSet<Long>();
    all.stream().filter(belongs).forEach(seen -> pids.add(seen.process().pid()));
    addDescendants(all, pids);
    pids.remove(ProcessHandle.current().pid());
    return all.stream()
        .map(ProcessScan.Seen::process)
        .filter(process -> pids.contains(process.pid()))
        .toList();
  }

  /// The caller's own children, such as the `ps` that just ran, are not the region's because the
  /// caller is.
  private static void addDescendants(List<ProcessScan.Seen> all, Set<Long> pids) {
    long self = ProcessHandle.current().pid();
    boolean grew = true;
    while (grew) {
      grew = false;
      for (var seen : all) {
        if (seen.parent() != self && pids.contains(seen.parent())) {
          grew |= pids.add(seen.process().pid());
        }
      }
    }
  }

  private static boolean marked(ProcessScan.Seen seen, RegionScope scope) {
    return scope.lab().toString().equals(seen.markers().get(Spawner.LAB))
        && scope.region().equals(seen.markers().get(Spawner.REGION));
  }

  private static boolean below(ProcessScan.Seen seen, Path root) {
    return !seen.directory().isEmpty() && Path.of(seen.directory()).startsWith(real(root));
  }

  /// The process table shows folders with their symbolic links resolved.
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException _) {
      return folder.toAbsolutePath().normalize();
    }
  }

  private interface Look {
    List<LivingProcess> now() throws IOException, InterruptedException;
  }
}
