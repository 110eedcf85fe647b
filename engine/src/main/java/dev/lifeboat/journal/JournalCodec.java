package dev.lifeboat.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.lifeboat.files.KnownFieldsJson;
import dev.lifeboat.files.Sha256;
import java.time.Instant;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/// One entry as one line of JSON, and the hash that chains it to the next.
final class JournalCodec {
  /// What the first entry carries as the hash of the line before.
  static final String NO_PREVIOUS = "0".repeat(64);

  /// Made when an entry is: who only looks at lines would wait for it.
  private static final class Mapper {
    static final JsonMapper JSON =
        KnownFieldsJson.mapper()
            .rebuild()
            .changeDefaultNullHandling(it -> it.withValueNulls(Nulls.FAIL, Nulls.FAIL))
            .annotationIntrospector(new LeftOut())
            .build();
  }

  /// What may be left out when it is written may be missing when it is read, and nothing else.
  private static final class LeftOut extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
      return member.hasAnnotation(JsonInclude.class)
          ? JsonSetter.Value.forValueNulls(Nulls.SET)
          : super.findSetterInfo(config, member);
    }
  }

  private JournalCodec() {}

  /// A line as it stands in the file.
  ///
  /// @param more how many lines of the same append follow; a reader takes all of them or none
  record Line(long sequence, Instant at, String previous, int more, Event event) {
    Entry entry() {
      return new Entry(sequence, at, previous, event);
    }
  }

  /// The line without its line feed.
  static byte[] encode(Entry entry, int more) {
    return Mapper.JSON.writeValueAsBytes(
        new Line(entry.sequence(), entry.at(), entry.previous(), more, entry.event()));
  }

  /// @throws tools.jackson.core.JacksonException when the line is not an entry
  static Line decode(byte[] line) {
    return Mapper.JSON.readValue(line, Line.class);
  }

  static String hash(byte[] line) {
    return Sha256.of(line);
  }
}
