package dev.lifeboat.provision.existing;

import dev.lifeboat.plan.Quote;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/// The `context` of a `cdk.json`: each value at any depth by the last word of its path, since some
/// keep theirs in a mapping of their own. Used by one thread.
final class CdkContext {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final String CONTEXT = "context";

  /// A person writes no file deeper than this, and a parser without an end is none.
  private static final int DEEPEST = 20;

  private final String source;
  private final byte[] bytes;

  /// @param source the file in words
  /// @param bytes of it, which nobody changes meanwhile
  CdkContext(String source, byte[] bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  List<SourceKey> keys() throws UnreadableSource {
    var keys = new ArrayList<SourceKey>();
    boolean found = false;
    try (var parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw refused(parser.currentTokenLocation(), "it is no JSON object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean context = parser.currentName().equals(CONTEXT);
        if (parser.nextToken() == JsonToken.START_OBJECT && context) {
          found = true;
          mapping(parser, keys, 1);
        } else {
          var _ = parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw refused(parser.currentTokenLocation(), "something follows its end");
      }
    } catch (StreamConstraintsException tooMuch) {
      throw new UnreadableSource(
          "%s is nested too deeply, or holds too long a value".formatted(source),
          "name the file that people write");
    } catch (JacksonException damaged) {
      throw refused(damaged.getLocation(), "it is no whole JSON, or has a key twice");
    }
    if (!found) {
      throw new UnreadableSource(
          "%s has no mapping 'context'".formatted(source), "name the cdk.json of the app");
    }
    return List.copyOf(keys);
  }

  private void mapping(JsonParser parser, List<SourceKey> keys, int depth) throws UnreadableSource {
    if (depth > DEEPEST) {
      throw refused(
          parser.currentTokenLocation(), "it is nested more than %d deep".formatted(DEEPEST));
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      var name = parser.currentName();
      var token = parser.nextToken();
      if (token == JsonToken.START_OBJECT) {
        mapping(parser, keys, depth + 1);
      } else if (token == JsonToken.START_ARRAY) {
        keys.add(new SourceKey(name, "", place(parser.currentTokenLocation())));
        var _ = parser.skipChildren();
      } else if (token != JsonToken.VALUE_NULL && !parser.getString().isBlank()) {
        keys.add(new SourceKey(name, parser.getString(), place(parser.currentTokenLocation())));
      }
    }
  }

  private String place(TokenStreamLocation at) {
    return "%s:%d:%d".formatted(source, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  private UnreadableSource refused(TokenStreamLocation at, String why) {
    return new UnreadableSource(
        "%s: %s".formatted(place(at), why), "mend %s at that place".formatted(Quote.of(source)));
  }
}
