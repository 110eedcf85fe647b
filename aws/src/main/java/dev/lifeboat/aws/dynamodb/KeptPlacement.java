package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.placement.Placement;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;

/// An item of a table of placements that somebody kept as JSON, as `aws dynamodb get-item` prints
/// it: each attribute as its type and its value.
public final class KeptPlacement {
  private KeptPlacement() {}

  /// Whether it is such an item, and not what a lab keeps.
  public static boolean isItem(JsonNode kept) {
    return kept.path("Item").isObject() || kept.path("writer").isObject();
  }

  /// Reads it as it is read from the table.
  ///
  /// @param kept the item, or the answer that holds it as `Item`
  /// @throws IllegalArgumentException when it holds no placement
  public static Placement of(JsonNode kept) {
    var attributes = kept.path("Item").isObject() ? kept.path("Item") : kept;
    var item = Item.EMPTY;
    for (var attribute : attributes.properties()) {
      var value = attribute.getValue();
      if (value.path("S").isString()) {
        item = item.with(attribute.getKey(), value.path("S").asString());
      } else if (value.path("N").isString()) {
        item = item.with(attribute.getKey(), AttributeValue.fromN(value.path("N").asString()));
      }
    }
    return DynamoPlacements.placed(item);
  }
}
