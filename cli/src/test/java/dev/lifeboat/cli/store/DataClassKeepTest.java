package dev.lifeboat.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.DataClass;
import dev.lifeboat.vault.RetentionClass;
import dev.lifeboat.vault.VaultRetention;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A class of data means the same in a plan and in `vault retain`, which know nothing of each
/// other.
class DataClassKeepTest {
  @ParameterizedTest
  @EnumSource
  void a_plan_keeps_a_class_for_as_long_as_a_vault(DataClass kind) {
    var word = RetentionClass.valueOf(kind.name());

    assertThat(word.word()).isEqualTo(kind.word());
    assertThat(kind.kept().map(Duration::toDays).orElse(VaultRetention.FOR_EVER))
        .isEqualTo(word.days());
  }
}
