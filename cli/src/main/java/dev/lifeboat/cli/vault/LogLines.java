package dev.lifeboat.cli.vault;

import dev.lifeboat.plan.Count;
import dev.lifeboat.postgres.Lsn;
import dev.lifeboat.vault.DatabaseSource;
import dev.lifeboat.vault.Snapshot;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Lines about the logs of databases, which have more parts than anybody reads.
final class LogLines {
  private LogLines() {}

  static List<String> of(List<Snapshot> snapshots) {
    var logs =
        snapshots.stream()
            .filter(DatabaseSource::isLog)
            .flatMap(it -> DatabaseSource.of(it).stream())
            .collect(Collectors.groupingBy(LogLines::name, TreeMap::new, Collectors.toList()));
    return logs.entrySet().stream().map(it -> line(it.getKey(), it.getValue())).toList();
  }

  private static String name(DatabaseSource part) {
    var name = "%s, timeline %d".formatted(part.series(), part.timeline());
    return part.chain() == 0 ? name : name + ", chain " + part.chain();
  }

  private static String line(String of, List<DatabaseSource> parts) {
    long from = parts.stream().map(DatabaseSource::from).min(Long::compareUnsigned).orElse(0L);
    long to = parts.stream().map(DatabaseSource::to).max(Long::compareUnsigned).orElse(0L);
    return "log of %s: %s to %s in %s"
        .formatted(of, new Lsn(from), new Lsn(to), Count.of(parts.size(), "part"));
  }
}
