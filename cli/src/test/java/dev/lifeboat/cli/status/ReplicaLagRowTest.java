package dev.lifeboat.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.ReplicaLag;
import dev.lifeboat.aws.watch.AwsReplicas;
import dev.lifeboat.cli.regions.Kinds;
import dev.lifeboat.plan.Workload;
import dev.lifeboat.watch.Backlog;
import dev.lifeboat.watch.CopyLag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `status` says of copies on AWS: a lag that nobody measured is never a small one.
final class ReplicaLagRowTest {
  private static final Instant AT = Instant.parse("2026-11-20T15:00:00Z");

  @TempDir private Path folder;
  private Workload workload;

  @BeforeEach
  void read() throws Exception {
    var plan = folder.resolve("lifeboat.yaml");
    Files.writeString(
        plan,
        Files.readString(Path.of("../examples/storefront/lifeboat.yaml"))
            .replaceFirst("rpo: \\w+", "rpo: 1m"));
    workload = Kinds.READER.read(plan).orThrow().workloads().values().iterator().next();
  }

  private static ReplicaLag behind(int seconds) {
    return new ReplicaLag.Measured(Duration.ofSeconds(seconds), AT);
  }

  private ReplicaLagRow row(Map<String, ReplicaLag> lags) throws Exception {
    var copies = new AwsReplicas(() -> lags);
    return ReplicaLagRow.of(CopyLag.of(workload, copies, Backlog.unknown(), AT));
  }

  @Test
  void the_copy_that_is_furthest_behind_is_told() throws Exception {
    var row = row(Map.of("orders", behind(3), "carts", behind(40)));
    assertThat(row.store()).isEqualTo("carts");
    assertThat(row.lagSeconds()).isEqualTo(40);
    assertThat(row.completeUntil()).isEqualTo("2026-11-20T14:59:20Z");
    assertThat(row.alarm()).isNull();
  }

  @Test
  void a_copy_beyond_the_rpo_raises_the_alarm_also_beside_one_that_nobody_knows() throws Exception {
    var row = row(Map.of("orders", behind(61), "carts", new ReplicaLag.Unknown("silent")));
    assertThat(row.lagSeconds()).isNull();
    assertThat(row.why()).contains("carts: how far it is behind is not known: silent");
    assertThat(row.alarm()).contains("LB3009", "orders");
  }
}
