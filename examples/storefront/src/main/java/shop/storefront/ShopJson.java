package shop.storefront;

import java.io.StringWriter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The shop's few JSON shapes, streamed: binding by reflection would double the time to start.
final class ShopJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ShopJson() {}

  interface Fields {
    void write(JsonGenerator json);
  }

  /// One object of the given fields.
  static String object(Fields fields) {
    var text = new StringWriter();
    try (var json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    }
    return text.toString();
  }

  static String of(Order order) {
    return object(json -> {
      json.writeStringProperty("client", order.id().client());
      json.writeNumberProperty("number", order.id().number());
      json.writeStringProperty("item", order.item());
    });
  }

  /// The text field `item` of an object; other fields are allowed and ignored.
  ///
  /// @return empty when this is no JSON object, or has no such text
  static Optional<String> item(byte[] body) {
    try (var json = FACTORY.createParser(ObjectReadContext.empty(), body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      var item = Optional.<String>empty();
      for (var name = json.nextName(); name != null; name = json.nextName()) {
        var value = json.nextToken();
        if (name.equals("item") && value == JsonToken.VALUE_STRING) {
          item = Optional.of(json.getString());
        } else {
          json.skipChildren();
        }
      }
      return json.nextToken() == null ? item : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
