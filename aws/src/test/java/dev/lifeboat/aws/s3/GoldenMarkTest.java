package dev.lifeboat.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.aws.dynamodb.GoldenItems;
import dev.lifeboat.ledger.LedgerEntry;
import dev.lifeboat.ledger.LedgerFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What promotions of commit 5f629ed0 left in buckets.
final class GoldenMarkTest {

  @Test
  void a_mark_of_a_promotion_is_read() throws Exception {
    var text = GoldenItems.of("home").object("images-west/" + PromotionMark.key(2));

    assertThat(JsonMapper.shared().readValue(text, PromotionMark.class))
        .isEqualTo(new PromotionMark(2, "west", true, 2, true));
  }

  @Test
  void the_list_of_what_was_there_is_read() throws Exception {
    var text = GoldenItems.of("home").object("images-west/lifeboat/promoted-e2.held");

    var held = VersionHashes.of(text.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(held.size()).isEqualTo(2);
  }

  @Test
  void the_ledger_of_what_came_late_is_read() throws Exception {
    var text = GoldenItems.of("home").object("images-west/" + PromotionMark.ledgerKey(2));

    var ledger = LedgerFormat.parse(text.getBytes(StandardCharsets.UTF_8));

    assertThat(ledger.versions())
        .extracting(LedgerEntry.Version::object)
        .containsExactly("created", "overwritten");
  }
}
