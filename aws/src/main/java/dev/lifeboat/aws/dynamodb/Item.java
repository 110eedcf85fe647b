package dev.lifeboat.aws.dynamodb;

import dev.lifeboat.plan.Copies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item of a table, or its key: attributes by their names.
public record Item(Map<String, AttributeValue> attributes) {
  static final Item EMPTY = new Item(Map.of());

  public Item {
    attributes = Copies.ordered(attributes);
  }

  /// An item with one text.
  static Item of(String name, String text) {
    return EMPTY.with(name, text);
  }

  /// The same with one more text.
  Item with(String name, String text) {
    return with(name, AttributeValue.fromS(text));
  }

  /// The same with one more number.
  Item with(String name, long number) {
    return with(name, AttributeValue.fromN(Long.toString(number)));
  }

  /// The same with one more attribute.
  Item with(String name, AttributeValue value) {
    var more = new LinkedHashMap<>(attributes);
    more.put(name, value);
    return new Item(more);
  }

  boolean isEmpty() {
    return attributes.isEmpty();
  }

  Optional<AttributeValue> find(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /// @throws IllegalArgumentException when there is none of that name
  AttributeValue value(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("it has no '" + name + "'"));
  }

  /// The text of that name.
  ///
  /// @throws IllegalArgumentException as [#value]
  String text(String name) {
    return value(name).s();
  }

  /// The number of that name.
  ///
  /// @throws IllegalArgumentException as [#value], and when it is none
  long number(String name) {
    return Long.parseLong(value(name).n());
  }
}
