package dev.lifeboat.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.DoctorFinding;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckupTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:04:11Z");

  @TempDir private Path state;

  @Test
  void a_look_that_hangs_is_unknown_and_ends_in_time() throws Exception {
    var never = new CountDownLatch(1);
    var hangs =
        new DoctorCheck(
            "hangs",
            () -> {
              never.await();
              return List.of();
            });
    var fails =
        new DoctorCheck(
            "fails",
            () -> {
              throw new IOException("the folder is gone");
            });
    var well = new DoctorCheck("well", () -> List.of(DoctorFinding.well("well", "it is")));
    long began = System.nanoTime();

    var findings = new Checkup(List.of(hangs, fails, well)).run().all();

    assertThat(findings)
        .extracting(DoctorFinding::what, DoctorFinding::state)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("hangs", DoctorFinding.State.UNKNOWN),
            org.assertj.core.groups.Tuple.tuple("fails", DoctorFinding.State.UNKNOWN),
            org.assertj.core.groups.Tuple.tuple("well", DoctorFinding.State.WELL));
    assertThat(findings.get(1).detail()).isEqualTo("the folder is gone");
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(14));
  }

  /// Method: a folder of somebody else's, and a link that leads in a circle.
  @Test
  void what_cannot_be_looked_at_says_what_to_put_in_order() throws Exception {
    var denied = new DoctorCheck("keys", () -> fail(new AccessDeniedException("/k/keys")));
    var circle =
        new DoctorCheck("runs", () -> fail(new FileSystemException("/k/runs", null, "no")));

    var findings = new Checkup(List.of(denied, circle)).run().all();

    assertThat(findings)
        .extracting(DoctorFinding::fix)
        .containsExactly("look as the owner of /k/keys", "put /k/runs in order, then look again");
  }

  private static List<DoctorFinding> fail(IOException why) throws IOException {
    throw why;
  }

  @Test
  void a_wall_clock_that_is_moved_is_seen_beside_the_monotonic_one() throws Exception {
    var looks = new AtomicInteger();
    InstantSource jumps = () -> NOW.plusSeconds(looks.getAndIncrement() * 7L);

    var finding = clock(jumps);

    assertThat(finding.state()).isEqualTo(DoctorFinding.State.TROUBLE);
    assertThat(finding.detail()).contains("moved 7000 ms");
    assertThat(clock(() -> NOW).state()).isEqualTo(DoctorFinding.State.WELL);
    assertThat(clock(() -> Instant.EPOCH).detail()).contains("1970");
  }

  private DoctorFinding clock(InstantSource wall) throws InterruptedException {
    return new Checkup(new MachineChecks(state, wall, () -> 0, _ -> {}).all())
        .run().all().stream().filter(it -> it.what().equals("clock")).findFirst().orElseThrow();
  }
}
