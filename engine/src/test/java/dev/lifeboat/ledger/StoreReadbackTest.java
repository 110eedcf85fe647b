package dev.lifeboat.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.ledger.StoreReadback.Kind;
import dev.lifeboat.ledger.StoreReadback.Way;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StoreReadbackTest {
  private static final StoreReadback NOTHING = whole("0/3").by(Way.HISTORY, Optional.empty());
  private static final StoreReadback READ = whole("0/2").by(Way.LOG, Optional.empty());
  private static final StoreReadback UNREAD =
      StoreReadback.unknown("orders", Kind.DATABASE, "0/1", "0/1", "it did not start");

  /// A run that ended badly read it back; the next one found nothing left to read.
  @Test
  void what_was_read_first_counts_and_not_that_nothing_was_left() {
    assertThat(StoreReadback.together(List.of(READ, NOTHING))).isEqualTo(READ);
    assertThat(StoreReadback.together(List.of(NOTHING, READ))).isEqualTo(READ);
    assertThat(StoreReadback.together(List.of(NOTHING))).isEqualTo(NOTHING);
  }

  @Test
  void what_one_of_them_could_not_read_stays_unknown() {
    assertThat(StoreReadback.together(List.of(READ, UNREAD, NOTHING))).isEqualTo(UNREAD);
  }

  private static StoreReadback whole(String beyond) {
    return StoreReadback.whole("orders", Kind.DATABASE, beyond);
  }
}
