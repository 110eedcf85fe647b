package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.measure.StoredNumbers;
import dev.lifeboat.scenario.DataCheck;
import dev.lifeboat.scenario.Judgement;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegionComparisonTest {
  private static final List<String> CLIENT = List.of("r-1");

  @TempDir private Path folder;
  private ScriptedPlace place;

  @BeforeEach
  void begin() throws Exception {
    place = new ScriptedPlace(folder);
  }

  private RegionComparison comparison() {
    return new RegionComparison(place.context());
  }

  private static List<DataCheck.Part> part(Judgement verdict) {
    return List.of(new DataCheck.Part("orders", "public.orders", 3L, verdict, "seen"));
  }

  @Test
  void the_same_writes_on_both_sides_are_met_at_once() throws Exception {
    place.rows.put("east", ScriptedPlace.numbers(1L, 2L));
    place.rows.put("west", ScriptedPlace.numbers(1L, 2L));

    assertThat(comparison().ofWrites(CLIENT).verdict()).isEqualTo(Judgement.MET);
    assertThat(place.passed()).isZero();
  }

  @Test
  void writes_that_never_arrive_are_waited_for_and_named() throws Exception {
    place.rows.put("east", ScriptedPlace.numbers(1L, 2L));
    place.rows.put("west", ScriptedPlace.numbers(1L));

    var seen = comparison().ofWrites(CLIENT);
    assertThat(seen.verdict()).isEqualTo(Judgement.MISSED);
    assertThat(seen.why())
        .isEqualTo("rows differ: 1 (2) only at home, none only in the recovery region");
    assertThat(place.passed()).isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void objects_count_as_rows_do_and_each_client_for_itself() throws Exception {
    place.objects.put("east", ScriptedPlace.numbers(1L));
    place.objects.put("west", ScriptedPlace.numbers(1L, 3L));

    assertThat(comparison().ofWrites(List.of("r-1", "r-1-failback")).why())
        .contains("objects differ: none only at home, 1 (3) only in the recovery region");
  }

  @Test
  void a_store_that_cannot_be_read_is_unknown_and_not_waited_for() throws Exception {
    place.rows.put("east", new StoredNumbers.Unread("refused"));
    place.rows.put("west", ScriptedPlace.numbers(1L));

    assertThat(comparison().ofWrites(CLIENT).verdict()).isEqualTo(Judgement.UNKNOWN);
    assertThat(place.passed()).isZero();
  }

  @Test
  void data_is_compared_again_until_it_has_arrived() throws Exception {
    place.data.addAll(
        List.of(part(Judgement.UNKNOWN), part(Judgement.MISSED), part(Judgement.MET)));

    assertThat(comparison().ofData("afterwards").verdict()).isEqualTo(Judgement.MET);
    assertThat(place.passed()).isEqualTo(Duration.ofMillis(400));
    assertThat(place.told)
        .containsExactly(
            "data: compare both regions afterwards",
            "data ends: the same 3 rows in 1 table and 0 objects in 0 buckets");
  }

  @Test
  void data_that_stays_unknown_is_told_as_such() throws Exception {
    place.data.add(part(Judgement.UNKNOWN));

    assertThat(comparison().ofData("afterwards").verdict()).isEqualTo(Judgement.UNKNOWN);
    assertThat(place.passed()).isEqualTo(Duration.ofSeconds(15));
  }
}
