package dev.lifeboat.aws.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lifeboat.aws.dynamodb.DynamoPlacements;
import dev.lifeboat.aws.dynamodb.GuardReleases;
import dev.lifeboat.aws.dynamodb.GuardReports;
import dev.lifeboat.aws.dynamodb.MemoryDynamo;
import dev.lifeboat.guard.GuardedState;
import dev.lifeboat.guard.GuardedState.Standing;
import dev.lifeboat.guard.ToldLeaseEnd;
import dev.lifeboat.guard.WorkloadGuard;
import dev.lifeboat.placement.Placement;
import dev.lifeboat.placement.Placements;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.runbook.RunId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A database that a named person takes from its guard, and what a fence may know of it at each
/// moment.
final class GuardReleaseTest {
  /// An attribute in a shell's item.
  private static final Pattern VALUE = Pattern.compile("\"(\\w+)\": \\{\"([NS])\": \"([^\"]+)\"}");

  private final MemoryDynamo journal = new MemoryDynamo();
  private final Placements placements =
      new DynamoPlacements(MemoryDynamo.table(new MemoryDynamo()));
  private final GuardReports reports = new GuardReports(MemoryDynamo.table(journal), "shop");
  private final ReleasableLogins logins = new ReleasableLogins();
  private final GuardRelease release =
      new GuardRelease(
          new WorkloadGuard.Place("shop", "east"),
          placements,
          reports,
          Map.of("orders", logins),
          () -> Instant.EPOCH);

  @BeforeEach
  void place() throws ProblemException, InterruptedException {
    placements.compareAndSet(Optional.empty(), Placement.first("shop", "east"));
    reports.tell("east", new GuardedState("orders", Standing.OPEN, "", ""));
  }

  private void claim() {
    try {
      var placed = placements.read("shop").orElseThrow();
      placements.compareAndSet(Optional.of(placed), placed.claimedBy(new RunId("r-2")));
    } catch (ProblemException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Problem refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    return catchThrowableOfType(ProblemException.class, call).problem();
  }

  private String uncovered() throws Exception {
    return reports.read("east", "orders").orElseThrow().state().uncovered();
  }

  @Test
  void a_release_is_written_down_with_its_person_before_the_database_is_let_write()
      throws Exception {
    logins.whenReleased =
        () -> assertThat(reports.releases().read("east").orElseThrow().by()).isEqualTo("Ada");

    assertThat(release.release("Ada")).containsExactly(Map.entry("orders", ""));

    assertThat(logins.end).isInstanceOf(ToldLeaseEnd.Released.class);
    assertThat(uncovered()).contains("released");
  }

  /// Goal: the line that the guide has people paste keeps a fence from counting the region too.
  @Test
  void the_item_of_the_guide_is_a_release() throws Exception {
    var item = new HashMap<String, AttributeValue>();
    Files.readString(Path.of("..", "docs", "aws.md"))
        .lines()
        .dropWhile(line -> !line.contains("lifeboat-journals --item"))
        .limit(2)
        .flatMap(line -> VALUE.matcher(line).results())
        .forEach(it -> item.put(it.group(1), value(it.group(2), it.group(3))));

    journal.putItem(it -> it.tableName("any").item(item));

    assertThat(item).containsAllEntriesOf(GuardReleases.item("shop", "east").attributes());
    assertThat(reports.releases().read("east")).isPresent();
  }

  private static AttributeValue value(String type, String text) {
    return type.equals("N") ? AttributeValue.fromN(text) : AttributeValue.fromS(text);
  }

  @Test
  void while_a_run_may_be_fencing_it_nothing_is_released() throws Exception {
    claim();

    assertThat(refused(() -> release.release("Ada")).code()).isEqualTo(Code.LB3017);

    assertThat(logins.end).isInstanceOf(ToldLeaseEnd.Over.class);
    assertThat(reports.releases().read("east")).isEmpty();
  }

  /// Goal: one of both sees the other. Method: the run claims right before the mark is there.
  @Test
  @Tag("invariant-52")
  void a_run_that_claims_at_that_moment_keeps_the_database_closed() throws Exception {
    journal.meanwhile(this::claim);

    assertThat(refused(() -> release.release("Ada")).happened()).contains("r-2");

    assertThat(logins.end).isInstanceOf(ToldLeaseEnd.Over.class);
    assertThat(reports.releases().read("east")).as("nothing was released").isEmpty();
  }

  @Test
  void the_region_that_has_no_writer_has_nothing_to_release() throws Exception {
    var placed = placements.read("shop").orElseThrow();
    var claimed = placed.claimedBy(new RunId("r-2"));
    placements.compareAndSet(Optional.of(placed), claimed);
    placements.compareAndSet(Optional.of(claimed), claimed.promoted("west", 2).released());

    assertThat(refused(() -> release.release("Ada")).happened()).contains("west");
  }

  /// Goal: its old report would count as soon as the mark is gone, while nothing is armed yet.
  @Test
  @Tag("invariant-52")
  void given_back_it_is_no_fence_until_its_guard_has_told_so() throws Exception {
    var _ = release.release("Ada");
    reports.tell("east", new GuardedState("orders", Standing.OPEN, "", ""));

    release.arm("Ada");

    assertThat(logins.end).isInstanceOf(ToldLeaseEnd.NeverTold.class);
    assertThat(reports.releases().read("east")).isEmpty();
    assertThat(uncovered()).isNotEmpty();
  }

  @Test
  void a_preview_says_what_a_guard_would_do_by_what_it_finds() throws Exception {
    var preview =
        new GuardPreview(
            new WorkloadGuard.Place("shop", "east"),
            placements,
            reports.releases(),
            Map.of("orders", logins));
    assertThat(preview.words().get("shop")).contains("asked for under epoch 1");
    assertThat(preview.words().get("orders")).contains("kept out");
    logins.end = new ToldLeaseEnd.NeverTold();
    assertThat(preview.words().get("orders")).contains("would be armed");
    logins.uncoverable = "public.invoices";
    assertThat(preview.words().get("orders")).contains("no lease would be asked for");
    var _ = release.release("Ada");
    assertThat(preview.words().get("shop")).contains("Ada");
    assertThat(preview.words().get("orders")).contains("left alone");
  }
}
