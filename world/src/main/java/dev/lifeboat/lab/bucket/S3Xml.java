package dev.lifeboat.lab.bucket;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/// Reads the XML answers of the S3 protocol that this package needs. No entities, no DTD.
///
/// Follows the API reference: ListObjectVersions, ListObjectsV2, DeleteObjects.
final class S3Xml {
  /// Elements whose children belong to one entry of a list.
  private static final Set<String> ENTRIES =
      Set.of("Version", "DeleteMarker", "Contents", "Deleted", "Error", "Object");

  private S3Xml() {}

  /// One page of a listing or of results: its entries in document order, and its own fields.
  record Page(List<Entry> entries, Map<String, String> fields) {
    boolean truncated() {
      return "true".equals(fields.get("IsTruncated"));
    }
  }

  /// An element such as `StoredVersion`, with the texts of its children by name.
  record Entry(String kind, Map<String, String> fields) {
    String field(String name) {
      return fields.getOrDefault(name, "");
    }
  }

  static Page read(InputStream in) throws IOException {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    var entries = new ArrayList<Entry>();
    var fields = new LinkedHashMap<String, String>();
    var entry = new LinkedHashMap<String, String>();
    boolean inside = false;
    var text = new StringBuilder();
    try {
      var reader = factory.createXMLStreamReader(in, "UTF-8");
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            text.setLength(0);
            if (ENTRIES.contains(reader.getLocalName())) {
              inside = true;
              entry.clear();
            }
          }
          case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            var name = reader.getLocalName();
            if (ENTRIES.contains(name)) {
              inside = false;
              entries.add(new Entry(name, Map.copyOf(entry)));
            } else {
              (inside ? entry : fields).put(name, text.toString());
            }
            text.setLength(0);
          }
          default -> {}
        }
      }
    } catch (XMLStreamException notXml) {
      throw new IOException("the S3 server's answer is not XML: " + notXml.getMessage(), notXml);
    }
    return new Page(List.copyOf(entries), Map.copyOf(fields));
  }

  /// A key from a listing that was asked for with `encoding-type=url`.
  static String decoded(String key) {
    return URLDecoder.decode(key, StandardCharsets.UTF_8);
  }

  /// `text` as content of an element.
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /// The body of an error as S3 clients understand it.
  static byte[] error(String code, String message) {
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
            + code
            + "</Code><Message>"
            + escaped(message)
            + "</Message></Error>")
        .getBytes(StandardCharsets.UTF_8);
  }
}
