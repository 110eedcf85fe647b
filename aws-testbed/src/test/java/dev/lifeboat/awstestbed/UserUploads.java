package dev.lifeboat.awstestbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.ledger.LedgerFormat;
import java.nio.charset.StandardCharsets;

/// What the users of a shop with a bucket put there on a journey, and what they find.
///
/// @param images of the shop
/// @param there whether the shop has them
record UserUploads(Images images, boolean there) {
  /// As long as all is well.
  void begin() {
    if (there) {
      images.put("east", "kept", "from home");
      images.put("east", "overwritten", "from home");
      images.settle();
    }
  }

  /// The primary region is lost with two writes that did not leave it.
  void lose() {
    if (there) {
      images.cutOff("east");
      images.put("east", "overwritten", "lost");
      images.put("east", "created", "lost");
    }
  }

  /// The other region serves.
  void serve() {
    if (there) {
      assertThat(images.read("west", "overwritten")).contains("from home");
      images.put("west", "away", "from away");
    }
  }

  /// The primary region answers again, without its rule, and sends what had waited.
  void heal() {
    if (there) {
      images.join("east");
      images.settle();
      assertThat(images.read("west", "overwritten")).as("else nothing is late").contains("lost");
      images.stopReplicating("east");
    }
  }

  /// The writer is at home again.
  void home() {
    if (there) {
      assertThat(images.read("east", "kept")).contains("from home");
      assertThat(images.read("east", "overwritten")).contains("from home");
      assertThat(images.read("east", "created")).isEmpty();
      assertThat(images.read("east", "away")).contains("from away");
      assertThat(images.policy("east")).isEmpty();
      assertThat(images.policy("west")).isEmpty();
      var told = images.read("west", "lifeboat/ledger-e2.jsonl").orElseThrow();
      assertThat(told.getBytes(StandardCharsets.UTF_8))
          .satisfies(bytes -> assertThat(LedgerFormat.parse(bytes).versions()).hasSize(2));
      images.put("east", "again", "from home");
      images.settle();
      images.cutOff("east");
    }
  }

  /// The primary region was left a second time.
  void leftAgain() {
    if (there) {
      assertThat(images.read("west", "again")).contains("from home");
      assertThat(images.read("west", "lifeboat/promoted-e4.json")).isPresent();
    }
  }
}
