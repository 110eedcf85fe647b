package dev.lifeboat.aws.dynamodb;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// What one write leaves in its item, so that it can be told from any other write of the same
/// values: an SDK that repeats a write whose answer was lost is refused by the write's own effect.
record WriteToken(String text) {
  static final String ATTRIBUTE = "mark";

  static WriteToken fresh() {
    return new WriteToken(UUID.randomUUID().toString());
  }

  AttributeValue value() {
    return AttributeValue.fromS(text);
  }

  /// Whether what refused a write is that same write.
  boolean isIn(ConditionalCheckFailedException refused) {
    return refused.hasItem() && value().equals(refused.item().get(ATTRIBUTE));
  }
}
