package dev.lifeboat.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.drill.DrillResult.Outcome;
import dev.lifeboat.ledger.CanaryMarks;
import dev.lifeboat.ledger.Ledger;
import dev.lifeboat.ledger.StoreReadback;
import dev.lifeboat.measure.LedgerMatch;
import dev.lifeboat.runbook.Storefront;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DrillLedgerTest {
  private static final Path FILE = Path.of("ledger.jsonl");

  private static Ledger ledger() {
    return ledger(StoreReadback.whole("orders", StoreReadback.Kind.BUCKET, "epoch 2"));
  }

  private static Ledger ledger(StoreReadback read) {
    var plan = Storefront.plan();
    var marks = CanaryMarks.of(plan.canary(), plan.workload(Storefront.SHOP), "r-1");
    return new Ledger("r-1", "east", marks, List.of(read), List.of());
  }

  @Test
  void a_ledger_that_tells_the_canarys_story_is_no_reason_against_the_drill() {
    var made = DrillLedger.of(FILE, ledger(), new LedgerMatch.Compared(2, Optional.empty()));

    assertThat(made.verdict()).isEqualTo(DrillVerdict.PASSED);
    assertThat(made.shown())
        .isEqualTo(new DrillResult.Ledger(2L, true, "ledger.jsonl", 0L, 0L, null));
    assertThat(made.phrase()).isEqualTo("0 rows and 0 objects, 2 lost writes, as the canary says");
  }

  @Test
  void one_that_differs_has_failed_the_drill() {
    var made =
        DrillLedger.of(FILE, ledger(), new LedgerMatch.Compared(1, Optional.of("a row too much")));

    assertThat(made.verdict())
        .isEqualTo(
            new DrillVerdict(
                Outcome.FAILED, "the ledger does not match the canary: a row too much"));
    assertThat(made.shown().matchesCanary()).isFalse();
    assertThat(made.phrase()).endsWith("not what the canary lost: a row too much");
  }

  @Test
  void one_that_cannot_be_compared_does_no_harm_if_it_is_whole() {
    var made = DrillLedger.of(FILE, ledger(), new LedgerMatch.Unknown("no marks"));

    assertThat(made.verdict()).isEqualTo(DrillVerdict.PASSED);
    assertThat(made.shown().lost()).isNull();
  }

  @Test
  void one_that_is_not_whole_misses() {
    var read =
        StoreReadback.unknown("orders", StoreReadback.Kind.DATABASE, "0/1", "0/2", "the log ends");

    assertThat(DrillLedger.of(FILE, ledger(read), new LedgerMatch.Unknown("not all")).verdict())
        .isEqualTo(new DrillVerdict(Outcome.MISSED, "the ledger is not whole: not all"));
  }

  @Test
  void one_that_is_not_there_misses_if_it_should_be() {
    assertThat(DrillLedger.none("it was planned").verdict()).isEqualTo(DrillVerdict.PASSED);
    assertThat(DrillLedger.unknown("unreadable").verdict().outcome()).isEqualTo(Outcome.MISSED);
    assertThat(DrillLedger.unknown("unreadable").phrase()).isEqualTo("none: unreadable");
  }
}
