package dev.lifeboat.lab.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.guard.audit.Audit;
import org.junit.jupiter.api.Test;

class AuditWarningsTest {

  @Test
  void a_slot_that_is_kept_and_small_is_no_warning() {
    assertThat(AuditWarnings.of(new Audit(Audit.KEPT, "0/3000060", 16L << 20, null))).isEmpty();
  }

  @Test
  void a_slot_that_is_missing_lost_unknown_or_too_large_is_told_with_the_reason() {
    assertThat(AuditWarnings.of(null)).contains("is not known");
    assertThat(AuditWarnings.of(new Audit(Audit.MISSING, null, null, "no replica")))
        .contains("is missing, no replica");
    assertThat(AuditWarnings.of(new Audit(Audit.LOST, null, null, "gone")))
        .contains("is lost, gone");
    assertThat(AuditWarnings.of(new Audit(Audit.UNKNOWN, null, null, "silent")))
        .contains("is unknown, silent");
    assertThat(AuditWarnings.of(new Audit(Audit.KEPT, "0/3000060", 600L << 20, null)).orElseThrow())
        .contains("600 MiB");
  }
}
