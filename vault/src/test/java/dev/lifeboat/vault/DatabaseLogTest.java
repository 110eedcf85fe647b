package dev.lifeboat.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.vault.DatabaseLog.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DatabaseLogTest {
  private static final String SERIES = "db1:postgresql/7";

  private final List<Snapshot> snapshots = new ArrayList<>();

  /// Of `WHAT FROM TO`, in the order of time; its id is what it is of.
  private DatabaseLog log(String... sources) {
    for (var each : sources) {
      add(SERIES, each);
    }
    return DatabaseLog.of(SERIES, snapshots);
  }

  private void add(String series, String source) {
    var words = source.split(" ");
    var path =
        "%s/%s/%016x-%016x"
            .formatted(series, words[0], Long.parseLong(words[1]), Long.parseLong(words[2]));
    var ended = Instant.EPOCH.plusSeconds(snapshots.size());
    snapshots.addFirst(
        new Snapshot(source, ended, ended, VaultPath.of(path), new Snapshot.Totals(0, 0, 0, 0)));
  }

  private static List<String> ids(List<Part> parts) {
    return parts.stream().map(it -> it.snapshot().id()).toList();
  }

  private static List<String> unbroken(DatabaseLog log, String base) {
    var of = log.bases().stream().filter(it -> it.snapshot().id().equals(base)).findFirst();
    return ids(log.unbroken(of.orElseThrow().of(), of.get().of().from()));
  }

  private static List<String> superfluous(DatabaseLog log) {
    return log.superfluous().stream().map(Snapshot::id).toList();
  }

  @Test
  void only_what_is_of_the_server_counts() {
    add("db1:postgresql/8", "base/00000001 1 2");
    add("db2:postgresql/7", "log/00000001 1 2");
    add("db1", "/srv 1 2");
    var log = log("base/00000001 10 20", "base/00000001 30 40", "log/00000001 10 20");

    assertThat(ids(log.bases()))
        .as("the newest first")
        .containsExactly("base/00000001 30 40", "base/00000001 10 20");
    assertThat(log.last().map(it -> it.snapshot().id())).contains("log/00000001 10 20");
    assertThat(DatabaseLog.all(snapshots)).hasSize(3);
    assertThat(log().last()).isPresent();
    assertThat(DatabaseLog.of("db3:postgresql/7", snapshots).chain()).isEmpty();
  }

  @Test
  void log_leads_on_up_to_its_gap_and_what_is_there_twice_counts_once() {
    var log =
        log(
            "base/00000001 15 18",
            "log/00000001 20 30",
            "log/00000001 10 20",
            "log/00000001 12 18",
            "log/00000001 40 50");

    assertThat(unbroken(log, "base/00000001 15 18"))
        .containsExactly("log/00000001 10 20", "log/00000001 20 30");
    assertThat(log.gap(log.bases().getFirst().of(), 15)).contains(30L);
    assertThat(log.gap(log.bases().getFirst().of(), 40)).isEmpty();
    assertThat(log.damage().orElseThrow().toString()).contains(SERIES, "gap at 0/1E");
  }

  /// Positions have no sign.
  @Test
  void log_leads_on_over_the_middle_of_all_positions() {
    var half = "7fffffffffffffff";
    snapshots.add(of("base/00000001/%s-%s".formatted(half, half)));
    snapshots.add(of("log/00000001/7ffffffffffffff0-8000000000000010"));
    snapshots.add(of("log/00000001/8000000000000010-8000000000000020"));
    var log = DatabaseLog.of(SERIES, snapshots);

    assertThat(log.unbroken(log.bases().getFirst().of(), Long.MAX_VALUE)).hasSize(2);
    assertThat(log.last().orElseThrow().of().to()).isEqualTo(Long.MIN_VALUE + 0x20);
    assertThat(log.damage()).isEmpty();
  }

  private static Snapshot of(String source) {
    return new Snapshot(
        source,
        Instant.EPOCH,
        Instant.EPOCH,
        VaultPath.of(SERIES + "/" + source),
        new Snapshot.Totals(0, 0, 0, 0));
  }

  /// The server was promoted, or was set back to an older copy of itself.
  @Test
  void log_of_another_timeline_or_chain_leads_on_from_no_base() {
    var log =
        log(
            "base/00000001 10 20",
            "log/00000001 10 50",
            "base/00000002 30 40",
            "log/00000002 30 45",
            "log/00000002 60 70",
            "base/00000001.1 20 25",
            "log/00000001.1 20 30");

    assertThat(unbroken(log, "base/00000001 10 20")).containsExactly("log/00000001 10 50");
    assertThat(unbroken(log, "base/00000002 30 40")).containsExactly("log/00000002 30 45");
    assertThat(unbroken(log, "base/00000001.1 20 25")).containsExactly("log/00000001.1 20 30");
    assertThat(log.last().map(it -> it.snapshot().id())).contains("log/00000001.1 20 30");
    assertThat(log.chain()).hasValue(1);
    assertThat(log.damage()).as("behind the newest base").isEmpty();
  }

  @Test
  void the_last_part_is_of_the_newest_timeline() {
    var log = log("log/00000002 30 45", "log/00000001 10 50", "log/00000002 45 46");

    assertThat(log.last().map(it -> it.snapshot().id())).contains("log/00000002 45 46");
    assertThat(log.damage()).as("nobody has a base").isEmpty();
  }

  @Test
  void log_that_no_base_needs_is_superfluous() {
    long file = 1L << 30;
    var old = "log/00000001 0 %d".formatted(file);
    assertThat(superfluous(log(old))).as("without a base").isEmpty();
    var begun = "log/00000001 %d %d".formatted(file, file + 10);
    var log = log(begun, "base/00000001 %d %d".formatted(file + 20, file + 30));
    assertThat(superfluous(log)).as("a base recovers from all of its file").containsExactly(old);
    assertThat(superfluous(log("base/00000001 5 6"))).as("an older base needs it").isEmpty();
  }

  /// Whoever took the base of the server that was set back had a clock that was behind.
  @Test
  void the_newest_base_is_of_the_newest_log_whatever_the_time() {
    var log = log("base/00000001.1 10 20", "base/00000001 50 60", "base/00000001 30 40");

    assertThat(ids(log.bases()))
        .containsExactly("base/00000001.1 10 20", "base/00000001 50 60", "base/00000001 30 40");
  }

  /// Its positions may be any.
  @Test
  void log_of_an_older_chain_goes_with_its_bases() {
    log("log/00000001 10 20", "log/00000001.1 10 20", "log/00000001.2 10 20");

    assertThat(superfluous(log("base/00000001.1 12 13"))).containsExactly("log/00000001 10 20");
    assertThat(superfluous(log("base/00000001 12 13"))).isEmpty();
  }

  @Test
  void a_source_is_read_as_it_is_written() {
    var host = new SourceHost("db1");
    for (var each :
        List.of(
            new DatabaseSource(host, "7", DatabaseSource.Kind.LOG, 1, 0, 0x10, 0x20),
            new DatabaseSource(host, "7", DatabaseSource.Kind.BASE, 0x1f, 0x2a, -2, -1))) {
      var path = each.path().toString();
      assertThat(DatabaseSource.of(of(path.substring(SERIES.length() + 1))))
          .as(path)
          .isEqualTo(Optional.of(each));
    }
    assertThat(DatabaseSource.of(of("log/00000001.0/%016x-%016x".formatted(1, 2))))
        .as("nobody writes the first chain so")
        .isEmpty();
  }
}
